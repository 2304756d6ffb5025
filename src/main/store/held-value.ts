import { AppError } from '../../shared/errors.ts'
import { inlineLimit, type StoredValue } from '../../shared/stored-value.ts'
import type { InlineValues } from './inline-values.ts'
import type { FileValueStore } from './values.ts'

/** Where values of jobs and runs are put. */
export interface ValuePlaces { readonly inline: InlineValues; readonly files: FileValueStore }

/** Makes a large value, and the files that a value holds, durable as files; to be called before the transaction that names it. */
export function settleLarge(files: FileValueStore, value: StoredValue): StoredValue {
  const isNew = value.file !== undefined || (value.bytes !== undefined && value.size > inlineLimit) || value.files?.some(({ file }) => file !== undefined) === true
  return isNew ? files.adopt(value) : value
}

/** Puts a small value in its row; to be called within the transaction that names it. */
export function keepInline(inline: InlineValues, { hash, size, bytes }: StoredValue): void {
  if (bytes !== undefined) inline.save({ hash, size, bytes })
}

/** Within the transaction that names them: a file that was removed since it was put there must not be named. Throws DATABASE. */
export function requireFiles(files: FileValueStore, { hash, size, bytes, files: held = [] }: StoredValue): void {
  const missing = [...(bytes === undefined || size > inlineLimit ? [{ hash, size }] : []), ...held].find((file) => !files.holds(file))
  if (missing !== undefined) throw new AppError('DATABASE', 'The file of a result is lost.', { hint: 'Run it again.' })
}
