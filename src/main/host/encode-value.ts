import { serialize } from 'node:v8'
import { AppError } from '../../shared/errors.ts'
import { findUncloneable } from './find-uncloneable.ts'

/**
 * A value in `node:v8` format. Throws NOT_CLONEABLE naming the part at fault as a path below `name`, such as
 * `result.rows[3].fn`.
 */
export function encodeValue(value: unknown, name: string): Buffer {
  try { return serialize(value) } catch (thrown) { throw notCloneable(value, name, thrown) }
}

/** The error that names the first part of `value` that cannot be cloned; `cause`: what said so. */
export function notCloneable(value: unknown, name: string, cause?: unknown): AppError {
  const found = uncloneableIn(value, name)
  const what = found === undefined ? `${name}: ${cause instanceof Error ? cause.message : String(cause)}` : `${found.path} is ${found.kind}`
  return new AppError('NOT_CLONEABLE', `${what}, which cannot leave the script's process`, {
    hint: 'Give plain values: numbers, text, arrays, objects, Date, Map, Set, BigInt, typed arrays.', cause,
  })
}

/** Looking for it fails on what is nested thousands of levels deep, which is then what cannot be cloned. */
function uncloneableIn(value: unknown, name: string): ReturnType<typeof findUncloneable> {
  try { return findUncloneable(value, name) } catch { return undefined }
}
