import type { FileWish } from '../shared/result-file.ts'
import { type OptionsOf, param, type Param, type ParamValue } from './param.ts'

/**
 * With a path, in a result: moves that file into the result, where it can be opened and saved from the page; `name` is shown.
 * With options, in `params`: a file, picked with the system's dialog or dropped; its value is an absolute path.
 * @example return { report: file('report.pdf'), rows }
 * @example table: file({ label: 'CSV file', extensions: ['csv'] })
 */
export function file(path: string, options?: { readonly name?: string }): FileWish
export function file<const Options extends OptionsOf<'file' | 'save-as'> = OptionsOf<'file' | 'save-as'>>(options?: Options): Param<ParamValue<Options, string>>
export function file(first?: string | OptionsOf<'file' | 'save-as'>, options: { readonly name?: string } = {}): unknown {
  if (typeof first === 'string') return { $simmer: 'file', path: first, ...(options.name === undefined ? {} : { name: options.name }) }
  return param({ ...first, kind: 'file' })
}

/**
 * Several files; its value is a list of absolute paths.
 * @example tables: files({ label: 'CSV files', extensions: ['csv'] })
 */
export function files<const Options extends OptionsOf<'files'> = OptionsOf<'files'>>(options?: Options): Param<ParamValue<Options, readonly string[]>> {
  return param({ ...options, kind: 'files' })
}

/**
 * A folder, picked with the system's dialog; its value is an absolute path.
 * @example folder: folder({ label: 'Folder to look through' })
 */
export function folder<const Options extends OptionsOf<'folder'> = OptionsOf<'folder'>>(options?: Options): Param<ParamValue<Options, string>> {
  return param({ ...options, kind: 'folder' })
}

/**
 * A file to write, named with the system's dialog, which asks before one is replaced; its value is an absolute path.
 * @example target: saveAs({ label: 'Write to', extensions: ['csv'] })
 */
export function saveAs<const Options extends OptionsOf<'file' | 'save-as'> = OptionsOf<'file' | 'save-as'>>(options?: Options): Param<ParamValue<Options, string>> {
  return param({ ...options, kind: 'save-as' })
}
