import { AppError } from '../errors.ts'

/** Where in a script something is defined: in words, and as the stack of the call that defined it. */
export interface Place { readonly label: string; readonly stack: string | undefined }

/** An error that refuses a script, at the script's own line. `message` says what was expected and what is there. */
export function refusal(place: Place, message: string, hint?: string): AppError {
  const error = new AppError('SCRIPT_REFUSED', `${place.label}: ${message}`, hint === undefined ? {} : { hint })
  const frames = place.stack?.split('\n').filter((line) => /^\s+at /u.test(line))
  if (frames !== undefined && frames.length > 0) error.stack = [`AppError: ${error.message}`, ...frames].join('\n')
  return error
}
