import { isPlainObject } from '../shared/grouping.ts'
import type { ParamSpec } from '../shared/params.ts'
import { param, type Param, type ParamValue } from './param.ts'

/** A file in a result. Opaque. */
export interface FileMark { readonly $simmer: 'file'; readonly path: string }

type FileOptions = Omit<Extract<ParamSpec, { kind: 'file' }>, 'kind'>

/**
 * With a path: a file as (part of) a result; it is moved into Simmer's store when the job ends.
 * With options, or nothing: a param that is picked with the system's file dialog; its value is an absolute path.
 * @example return { rows, report: file('report.pdf') }
 * @example params: { table: file({ label: 'CSV file', extensions: ['csv'] }) }
 */
export function file(path: string): FileMark
export function file<const Options extends FileOptions = FileOptions>(options?: Options): Param<ParamValue<Options, string>>
export function file(pathOrOptions: string | FileOptions = {}): FileMark | Param<unknown> {
  if (typeof pathOrOptions === 'string') return { $simmer: 'file', path: pathOrOptions }
  return param({ ...pathOrOptions, kind: 'file' })
}

/** The path in a {@link FileMark}; undefined for anything else. */
export function fileMarkOf(candidate: unknown): string | undefined {
  return isPlainObject(candidate) && candidate['$simmer'] === 'file' && typeof candidate['path'] === 'string' ? candidate['path'] : undefined
}
