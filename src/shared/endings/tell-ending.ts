import type { ErrorCode, ErrorInfo } from '../errors.ts'
import type { Ending } from './ending.ts'
import { type EndingFacts, withFacts } from './with-facts.ts'

/** A row of the table that is told as an error in Simmer's own words. */
export type TellableEnding = Ending & { readonly code: ErrorCode; readonly says: string }

/** A row's sentence and hint with the facts in place. */
export function tellEnding({ code, says, hint }: TellableEnding, facts: EndingFacts = {}): ErrorInfo {
  return { code, message: withFacts(says, facts), ...(hint === null ? {} : { hint: withFacts(hint, facts) }) }
}
