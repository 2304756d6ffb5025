import type { ErrorInfo } from '../../../shared/errors.ts'

/** What led to an error, in sentences, nearest first. One that the error's own sentence names is left out. */
export function causesOf(error: ErrorInfo): readonly string[] {
  const causes: string[] = []
  for (let { cause } = error; cause !== undefined; { cause } = cause) if (!error.message.includes(cause.message)) causes.push(cause.message)
  return causes
}
