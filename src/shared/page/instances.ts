import type { ComponentId } from '../dependency.ts'
import { instanceName, instanceParts } from './instance.ts'
import type { Listener } from './listeners.ts'
import type { PageIndex } from './page-index.ts'
import { fitsPattern, matchKeys, partsOf } from './pattern.ts'
import type { CallbackPlan } from './plan.ts'
import { instancesOf, resolveSlot } from './resolve.ts'
import type { Turn } from './turn.ts'

/**
 * The instances of a listener that a component concerns. Where outputs have MATCH there is an instance for each key that
 * they have (I5): without any of its outputs on the page there is nothing to run.
 */
export function listeningInstances(turn: Pick<Turn, 'index'>, { owner, dependency }: Listener<CallbackPlan>, id: ComponentId): readonly string[] {
  const [wanted] = owner.instanceSources
  if (wanted === undefined) return ['']
  const own = partsOf(dependency.id, id)
  if (matchKeys(wanted.id).length === Object.keys(own).length) return isThere(owner, instanceName(own), turn.index) ? [instanceName(own)] : []
  return instancesOf(owner.instanceSources, turn.index).filter((instance) => fitsPattern(dependency.id, id, instanceParts(instance)))
}

function isThere({ instanceSources }: CallbackPlan, instance: string, index: PageIndex): boolean {
  return instanceSources.some((source) => resolveSlot(source, instance, index).ids.some((id) => index.byKey.has(id)))
}
