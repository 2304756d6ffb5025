import { callbackArguments } from '../callback-arguments.ts'
import type { CallbackCall } from '../change.ts'
import type { Dependency, IdKey } from '../dependency.ts'
import type { CallbackPlan } from './plan.ts'
import { resolveSlot } from './resolve.ts'
import type { PropChange } from './state.ts'
import { hasProp, readProp, type Turn } from './turn.ts'

/** The call of an instance with arguments and context as the page stands now (C2, C3). */
export function callNow(
  turn: Pick<Turn, 'now' | 'index'>, plan: CallbackPlan,
  { instance, triggered, fresh }: { readonly instance: string; readonly triggered: readonly PropChange[]; readonly fresh: boolean },
): CallbackCall {
  const { now: { pageId, taskId }, index } = turn
  const valuesOf = (dependencies: readonly Dependency[]): Readonly<Record<string, unknown>> => Object.fromEntries(dependencies.flatMap((dependency) => {
    const { ids, prop } = resolveSlot(dependency, instance, index)
    return ids.map((id) => [`${id}.${prop}`, valueFor(turn, id, prop)])
  }))
  const read = (dependency: Dependency): unknown => {
    const { ids, prop, many } = resolveSlot(dependency, instance, index)
    const values = ids.map((id) => valueFor(turn, id, prop))
    return many ? values : values[0]
  }
  return {
    taskId, pageId, callbackId: plan.callback.id, instance, fresh, args: callbackArguments(plan.callback, read),
    context: { triggered, inputs: valuesOf(plan.inputs), states: valuesOf(plan.states) },
  }
}

/** What a callback gets for a prop: null where its component has none yet, undefined where there is no such component (`optional`). */
function valueFor(turn: Pick<Turn, 'now' | 'index'>, id: IdKey, prop: string): unknown {
  if (!turn.index.byKey.has(id)) return undefined
  return hasProp(turn, id, prop) ? readProp(turn, id, prop) : null
}
