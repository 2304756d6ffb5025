import { initialFirings } from './initial-firings.ts'
import { listeningInstances } from './instances.ts'
import type { Present } from './page-index.ts'
import { takesMany } from './pattern.ts'
import type { CallbackPlan } from './plan.ts'
import type { InstanceRef, PropChange } from './state.ts'
import { sameInstance, type Turn } from './turn.ts'
import type { Written } from './write.ts'

/** An instance that is to run, and why. `initial`: no change of its inputs is among the reasons (C1). */
export interface Firing { readonly plan: CallbackPlan; readonly instance: string; readonly triggered: readonly PropChange[]; readonly initial: boolean; readonly fresh: boolean }

/** The instances that a write triggers, each once, all its reasons merged. */
export function firingsOf(turn: Turn, { changes, around, removed }: Written, cause: InstanceRef | null): readonly Firing[] {
  const found = new Map<string, Firing>()
  const add = (firing: Firing): void => {
    if (cause !== null && sameInstance({ callbackId: firing.plan.callback.id, instance: firing.instance }, cause)) return
    const key = `${firing.plan.rank} ${firing.instance}`
    const before = found.get(key)
    found.set(key, before === undefined ? firing : { ...before, triggered: mergeTriggers(before.triggered, firing.triggered), initial: before.initial && firing.initial })
  }
  for (const change of changes) {
    const present = turn.index.byKey.get(change.id)
    if (present === undefined) continue
    for (const listener of turn.plan.inputs.of(present, change.prop)) {
      for (const instance of listeningInstances(turn, listener, present.id)) add({ plan: listener.owner, instance, triggered: [change], initial: false, fresh: false })
    }
  }
  for (const present of removed) for (const firing of shrunkFirings(turn, present)) add(firing)
  // Those that came with an input or output run as on a new page (I4).
  for (const firing of initialFirings(turn, around.filter(({ plan: { callback } }) => !callback.preventInitialCall))) add(firing)
  return [...found.values()]
}

/** Triggers in order, the latest value of each prop. */
export function mergeTriggers(earlier: readonly PropChange[], later: readonly PropChange[]): readonly PropChange[] {
  const merged = new Map([...earlier, ...later].map((change) => [`${change.prop} ${change.id}`, change]))
  return [...merged.values()]
}

/** Callbacks whose ALL or ALLSMALLER lists lost a component: the list is another value. */
function shrunkFirings(turn: Turn, gone: Present): readonly Firing[] {
  return turn.plan.inputs.ofId(gone).filter(({ dependency }) => takesMany(dependency.id)).flatMap((listener) =>
    listeningInstances(turn, listener, gone.id).map((instance) => ({ plan: listener.owner, instance, triggered: [], initial: false, fresh: false })))
}
