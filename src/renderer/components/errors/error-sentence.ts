import type { ErrorInfo } from '../../../shared/errors.ts'

/** What went wrong and what to do about it, for a line beside what was asked for. */
export function errorSentence({ message, hint }: Pick<ErrorInfo, 'message' | 'hint'>): string {
  return hint === undefined ? message : `${message.replace(/[.]$/, '')}. ${hint}`
}
