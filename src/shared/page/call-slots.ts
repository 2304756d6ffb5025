import type { IdKey } from '../dependency.ts'
import type { CallbackPlan } from './plan.ts'
import { resolveSlot } from './resolve.ts'
import type { OpenCall, ProgressSlot, PropChange } from './state.ts'
import type { Turn } from './turn.ts'

/** Where a call of this instance writes, as the page stands now. */
export function callSlots(turn: Turn, plan: CallbackPlan, instance: string): Pick<OpenCall, 'outputs' | 'outputShape' | 'progress' | 'running'> {
  return {
    outputs: plan.outputs.map((output) => resolveSlot(output, instance, turn.index)),
    outputShape: plan.outputShape,
    progress: progressSlots(turn, plan, instance),
    running: plan.callback.running.flatMap(({ target, during, after }) =>
      resolveSlot(target, instance, turn.index).ids.map((id) => ({ id, prop: target.prop, during, after }))),
  }
}

/** Where progress of this instance goes, and what is there while nothing runs. */
function progressSlots(turn: Turn, plan: CallbackPlan, instance: string): readonly ProgressSlot[] {
  return plan.progress.map((target, at) => ({ ...resolveSlot(target, instance, turn.index), rest: plan.rests[at] ?? null }))
}

/** The defaults of progress targets as props (D5). A list as the default of an ALL gives each component its own. */
export function restValues(slots: readonly ProgressSlot[]): readonly PropChange[] {
  return slots.flatMap(({ ids, prop, many, rest }) => ids.map((id: IdKey, at) => {
    const value: unknown = many && Array.isArray(rest) ? rest[at] ?? null : rest
    return { id, prop, value }
  }))
}
