import { isPlainObject } from '../shared/grouping.ts'
import { noUpdateMark } from '../shared/protocol.ts'

/** The type of {@link noUpdate}. */
export interface NoUpdate { readonly $simmer: 'noUpdate' }

/**
 * In place of a result, or of any part of a result or of a progress value: leaves that prop as it is.
 * @example return [total, noUpdate]
 */
export const noUpdate: NoUpdate = noUpdateMark

/** True for {@link noUpdate}, also after it went through a structured clone. */
export function isNoUpdate(candidate: unknown): candidate is NoUpdate {
  return isPlainObject(candidate) && candidate['$simmer'] === noUpdateMark.$simmer
}
