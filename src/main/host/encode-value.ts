import { serialize } from 'node:v8'
import { resultEndings } from '../../shared/endings/result-endings.ts'
import { tellEnding } from '../../shared/endings/tell-ending.ts'
import { AppError, type ErrorInfo } from '../../shared/errors.ts'
import { findUncloneable } from './find-uncloneable.ts'

/**
 * A value in `node:v8` format. Throws NOT_CLONEABLE naming the part at fault as a path below `name`, such as
 * `result.rows[3].fn`.
 */
export function encodeValue(value: unknown, name: string): Buffer {
  try { return serialize(value) } catch (thrown) { throw notCloneable(value, name, thrown) }
}

/** The error that names the first part of `value` that cannot be cloned, or says that it is too large; `cause`: what said so. */
export function notCloneable(value: unknown, name: string, cause?: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause)
  // Asked first: with so little memory left, everything that is tried looks as if it could not be cloned.
  if (/out of memory|allocation failed|invalid (?:array|string) length/i.test(why)) return refused(tellEnding(resultEndings.tooLarge, { name, why }), cause)
  const found = uncloneableIn(value, name)
  if (found !== undefined) return refused(tellEnding(resultEndings.uncloneable, { ...found }), cause)
  return refused({ ...tellEnding(resultEndings.uncloneable), message: `${name}: ${why}, which cannot leave the script's process` }, cause)
}

function refused({ code, message, hint }: ErrorInfo, cause: unknown): AppError {
  return new AppError(code, message, { ...(hint === undefined ? {} : { hint }), cause })
}

/** Looking for it fails on what is nested thousands of levels deep, which is then what cannot be cloned. */
function uncloneableIn(value: unknown, name: string): ReturnType<typeof findUncloneable> {
  try { return findUncloneable(value, name) } catch { return undefined }
}
