import type { CallbackId } from '../brand.ts'
import type { CallbackCall } from '../change.ts'
import { callNow } from './call-now.ts'
import { missingInputs } from './missing-inputs.ts'
import type { PageState } from './state.ts'
import { beginTurn } from './turn.ts'

/** The call that a trigger would make now, for asking what the cache would answer (H11); undefined where it would make none. */
export function callOfPage(state: PageState, callbackId: CallbackId, instance: string): CallbackCall | undefined {
  const turn = beginTurn(state)
  const plan = turn.plan.callbacks.get(callbackId)
  if (plan === undefined || missingInputs(turn, plan, instance) !== null) return undefined
  return callNow(turn, plan, { instance, triggered: [], fresh: false })
}
