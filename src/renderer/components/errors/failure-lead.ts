import type { ErrorInfo } from '../../../shared/errors.ts'
import { failureWord } from './failure-word.ts'

/** The words before an error's sentence; '' where that begins with them: nothing is said twice. */
export function failureLead({ code, message }: Pick<ErrorInfo, 'code' | 'message'>): string {
  const word = failureWord(code)
  return message.startsWith(word) ? '' : word
}
