import type { ErrorInfo } from '../../../shared/errors.ts'

/** An error as text to paste into a message: sentence, place, hint, stack, last lines, causes. */
export function errorText(error: ErrorInfo): string {
  const { place } = error
  return [
    `${error.name === undefined ? '' : `${error.name}: `}${error.message} (${error.code})`,
    ...(place === undefined ? [] : [`at ${place.file}:${place.line}`]),
    ...(error.hint === undefined ? [] : [error.hint]),
    ...(error.stack === undefined ? [] : ['', error.stack]),
    ...(error.lastLines === undefined ? [] : ['', 'Last lines of its log:', ...error.lastLines]),
    ...(error.cause === undefined ? [] : ['', `Caused by: ${errorText(error.cause)}`]),
  ].join('\n')
}
