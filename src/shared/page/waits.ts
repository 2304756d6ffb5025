import type { IdKey } from '../dependency.ts'
import type { CallbackPlan } from './plan.ts'
import { refsByCallback } from './refs-by-callback.ts'
import { resolveSlot } from './resolve.ts'
import type { InstanceRef, Slot } from './state.ts'
import { sameInstance, type Turn } from './turn.ts'

/**
 * True while one of the inputs is in the making (C8): an output of a call that is not over for the page, or of an
 * instance that itself waits. Through State alone, or on itself, nothing waits.
 */
export function mustWait(turn: Turn, plan: CallbackPlan, instance: string): boolean {
  const self: InstanceRef = { callbackId: plan.callback.id, instance }
  const calls = feeding(turn.now.calls, plan, self).filter(({ phase }) => phase !== 'leaving' && phase !== 'replaced')
  const held = feeding(turn.now.held, plan, self)
  if (calls.length === 0 && held.length === 0) return false
  const inputs = new Set(plan.inputs.flatMap((input) => propNames([resolveSlot(input, instance, turn.index)])))
  const makes = (slots: readonly Slot[]): boolean => propNames(slots).some((name) => inputs.has(name))
  return calls.some(({ outputs }) => makes(outputs)) || held.some((ref) => makes(outputsOf(turn, ref)))
}

function feeding<Ref extends InstanceRef>(refs: readonly Ref[], { feeders }: CallbackPlan, self: InstanceRef): readonly Ref[] {
  if (feeders.size === 0 || refs.length === 0) return []
  const byCallback = refsByCallback(refs)
  return [...feeders].flatMap((callbackId) => byCallback.get(callbackId) ?? []).filter((ref) => !sameInstance(ref, self))
}

function outputsOf(turn: Turn, { callbackId, instance }: InstanceRef): readonly Slot[] {
  return (turn.plan.callbacks.get(callbackId)?.outputs ?? []).map((output) => resolveSlot(output, instance, turn.index))
}

function propNames(slots: readonly Slot[]): readonly string[] {
  return slots.flatMap(({ ids, prop }) => ids.map((id: IdKey) => `${prop} ${id}`))
}
