import type { CallbackId, JobId } from '../brand.ts'
import type { PageState } from './state.ts'

/** The jobs of a callback that this page waits for, all instances, oldest first; those that are being canceled are over for it (E4). */
export function jobsOf({ calls }: Pick<PageState, 'calls'>, callbackId: CallbackId): readonly JobId[] {
  return calls.flatMap((call) => call.callbackId !== callbackId || call.jobId === null || call.phase === 'leaving' || call.phase === 'replaced' ? [] : [call.jobId])
}
