import type { IdKey } from '../dependency.ts'
import type { Firing } from './firings.ts'
import { listeningInstances } from './instances.ts'
import type { Listeners } from './listeners.ts'
import type { CallbackPlan } from './plan.ts'
import { instancesOf, resolveSlot } from './resolve.ts'
import type { Turn } from './turn.ts'

/** One instance of one callback. */
export interface PlannedInstance { readonly plan: CallbackPlan; readonly instance: string }

/** All instances of these callbacks that the page has. */
export function instancesOnPage(turn: Pick<Turn, 'index'>, plans: readonly CallbackPlan[]): readonly PlannedInstance[] {
  return plans.flatMap((plan) => instancesOf(plan.instanceSources, turn.index).map((instance) => ({ plan, instance })))
}

/** The instances that have a dependency of these kinds among some components, each once, in the order of dependencies. */
export function instancesAround(turn: Pick<Turn, 'index'>, ids: Iterable<IdKey>, kinds: readonly Listeners<CallbackPlan>[]): readonly PlannedInstance[] {
  const found = new Map<string, PlannedInstance>()
  for (const key of ids) {
    const present = turn.index.byKey.get(key)
    if (present === undefined) continue
    for (const kind of kinds) {
      for (const listener of kind.ofId(present)) {
        for (const instance of listeningInstances(turn, listener, present.id)) found.set(`${listener.owner.rank} ${instance}`, { plan: listener.owner, instance })
      }
    }
  }
  return [...found.values()].sort((one, other) => one.plan.rank - other.plan.rank)
}

/** The initial calls of these instances (C1). One whose outputs are all missing has nothing to show yet; it runs when they come. */
export function initialFirings(turn: Pick<Turn, 'index'>, instances: readonly PlannedInstance[]): readonly Firing[] {
  return instances.filter(({ plan, instance }) => {
    const outputs = plan.outputs.map((output) => resolveSlot(output, instance, turn.index))
    return outputs.length === 0 || outputs.some(({ ids, many }) => many || ids.some((id) => turn.index.byKey.has(id)))
  }).map((found) => ({ ...found, triggered: [], initial: true, fresh: false }))
}
