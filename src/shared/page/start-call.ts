import { callNow } from './call-now.ts'
import { callSlots } from './call-slots.ts'
import { circleError } from './circles.ts'
import { clearEnd, recordEnd } from './ends.ts'
import type { Firing } from './firings.ts'
import { missingInputs } from './missing-inputs.ts'
import type { OpenCall } from './state.ts'
import type { Turn } from './turn.ts'

/** A trigger without a reply for so long shows its on-values (C4). Milliseconds. */
const slowAfter = 50

/** Triggers an instance with its arguments as they are now (C2); says what is missing where the page lacks some of its inputs (I6). */
export function startCall(turn: Turn, { plan, instance, triggered, fresh }: Firing): void {
  const { callback } = plan
  const missing = missingInputs(turn, plan, instance)
  if (missing === 'all') return
  const refused = circleError(turn, callback.id) ?? (turn.now.descriptor.suppressCallbackExceptions ? undefined : missing ?? undefined)
  const token = turn.now.nextToken
  turn.now = { ...turn.now, nextToken: token + 1 }
  const ref = { callbackId: callback.id, instance }
  clearEnd(turn, ref)
  if (refused !== undefined) recordEnd(turn, { ...ref, token, jobId: null, error: refused, handled: false, cached: null })
  if (refused !== undefined || missing !== null) return
  const call: OpenCall = {
    ...ref, token, kind: callback.kind, jobId: null, phase: 'asked', shown: false, cancelAsked: false, cached: null, triggered,
    progressSeq: 0, propsSeq: 0, latest: [], ...callSlots(turn, plan, instance),
  }
  turn.now = { ...turn.now, calls: [...turn.now.calls, call] }
  turn.effects.push({ effect: callback.kind === 'long' ? 'trigger' : 'light', token, call: callNow(turn, plan, { instance, triggered, fresh }) })
  turn.effects.push({ effect: 'watch', token, ms: slowAfter })
}
