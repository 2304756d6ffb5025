import type { ErrorInfo } from '../errors.ts'
import type { Mask } from './mask.ts'
import { maskValue } from './mask-value.ts'

/** An error without secrets: message, stack, hint, the last lines and its causes. Its code and place stay. */
export function maskError(mask: Mask, error: ErrorInfo): ErrorInfo {
  if (mask.empty) return error
  const { code, place, cause, ...told } = error
  return {
    ...maskValue(mask, told) as Omit<ErrorInfo, 'code' | 'place' | 'cause'>, code,
    ...(place === undefined ? {} : { place }), ...(cause === undefined ? {} : { cause: maskError(mask, cause) }),
  }
}
