import type { IdKey } from '../dependency.ts'
import { instanceName, instanceParts } from './instance.ts'
import type { Listener } from './listeners.ts'
import type { Present } from './page-index.ts'
import { fitsPattern, matchKeys, partsOf, takesMany } from './pattern.ts'
import type { CallbackPlan } from './plan.ts'
import { instancesOf, resolveSlot } from './resolve.ts'
import type { InstanceRef, PropChange } from './state.ts'
import { sameInstance, type Turn } from './turn.ts'
import type { Written } from './write.ts'

/** An instance that is to run, and why. `initial`: no change of its inputs is among the reasons (C1). */
export interface Firing { readonly plan: CallbackPlan; readonly instance: string; readonly triggered: readonly PropChange[]; readonly initial: boolean; readonly fresh: boolean }

/** The instances that a write triggers, each once, all its reasons merged. */
export function firingsOf(turn: Turn, { changes, delivered, removed }: Written, cause: InstanceRef | null): readonly Firing[] {
  const found = new Map<string, Firing>()
  const add = (firing: Firing): void => {
    if (cause !== null && sameInstance({ callbackId: firing.plan.callback.id, instance: firing.instance }, cause)) return
    const key = `${firing.plan.rank} ${firing.instance}`
    const before = found.get(key)
    found.set(key, before === undefined ? firing : { ...before, triggered: mergeTriggers(before.triggered, firing.triggered), initial: before.initial && firing.initial })
  }
  for (const change of changes) {
    const id = turn.index.byKey.get(change.id)?.id
    if (id === undefined) continue
    for (const listener of turn.plan.inputs.of(id, change.prop)) {
      for (const instance of listeningInstances(turn, listener, change.id)) add({ plan: listener.owner, instance, triggered: [change], initial: false, fresh: false })
    }
  }
  for (const firing of shrunkFirings(turn, removed)) add(firing)
  if (delivered.size > 0) for (const firing of initialFirings(turn, (ids) => ids.some((id) => delivered.has(id)))) add(firing)
  return [...found.values()]
}

/**
 * The initial calls (C1): every instance that is not told otherwise and has an input or output in `concerns`. One
 * whose outputs are all missing has nothing to show yet; it runs when they come.
 */
export function initialFirings(turn: Turn, concerns: (ids: readonly IdKey[]) => boolean, among = turn.plan.ordered): readonly Firing[] {
  return among.filter(({ callback }) => !callback.preventInitialCall).flatMap((plan) =>
    instancesOf(plan.instanceSources, turn.index).flatMap((instance) => {
      const parts = instanceParts(instance)
      const outputs = plan.outputs.map((output) => resolveSlot(output, parts, turn.index))
      const inputs = plan.inputs.map((input) => resolveSlot(input, parts, turn.index))
      const showable = outputs.length === 0 || outputs.some(({ ids, many }) => many || ids.some((id) => turn.index.byKey.has(id)))
      if (!showable || !concerns([...outputs, ...inputs].flatMap(({ ids }) => ids))) return []
      return [{ plan, instance, triggered: [], initial: true, fresh: false }]
    }))
}

/** Callbacks whose ALL or ALLSMALLER lists lost components: the list is another value. */
function shrunkFirings(turn: Turn, removed: readonly Present[]): readonly Firing[] {
  if (removed.length === 0) return []
  return turn.plan.ordered.flatMap((plan) => {
    const lists = plan.inputs.filter(({ id }) => takesMany(id))
    if (lists.length === 0) return []
    return instancesOf(plan.instanceSources, turn.index)
      .filter((instance) => lists.some((list) => removed.some(({ id }) => fitsPattern(list.id, id, instanceParts(instance)))))
      .map((instance) => ({ plan, instance, triggered: [], initial: false, fresh: false }))
  })
}

/** Triggers in order, the latest value of each prop. */
export function mergeTriggers(earlier: readonly PropChange[], later: readonly PropChange[]): readonly PropChange[] {
  const merged = new Map([...earlier, ...later].map((change) => [`${change.prop} ${change.id}`, change]))
  return [...merged.values()]
}

/** The instances of a listener that a change of `key` concerns. */
function listeningInstances(turn: Turn, { owner, dependency }: Listener<CallbackPlan>, key: IdKey): readonly string[] {
  const id = turn.index.byKey.get(key)?.id
  const wanted = owner.instanceSources[0]
  if (id === undefined || wanted === undefined) return ['']
  const keys = matchKeys(wanted.id)
  const own = partsOf(dependency.id, id)
  if (keys.length === Object.keys(own).length) return [instanceName(own)]
  return instancesOf(owner.instanceSources, turn.index).filter((instance) => fitsPattern(dependency.id, id, instanceParts(instance)))
}
