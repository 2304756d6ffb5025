import type { ComponentId } from '../dependency.ts'
import { instanceName, instanceParts } from './instance.ts'
import type { Listener } from './listeners.ts'
import { fitsPattern, matchKeys, partsOf } from './pattern.ts'
import type { CallbackPlan } from './plan.ts'
import { instancesOf } from './resolve.ts'
import type { Turn } from './turn.ts'

/** The instances of a listener that a component concerns. */
export function listeningInstances(turn: Pick<Turn, 'index'>, { owner, dependency }: Listener<CallbackPlan>, id: ComponentId): readonly string[] {
  const [wanted] = owner.instanceSources
  if (wanted === undefined) return ['']
  const own = partsOf(dependency.id, id)
  if (matchKeys(wanted.id).length === Object.keys(own).length) return [instanceName(own)]
  return instancesOf(owner.instanceSources, turn.index).filter((instance) => fitsPattern(dependency.id, id, instanceParts(instance)))
}
