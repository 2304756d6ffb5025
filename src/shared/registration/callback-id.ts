import { type Dependency, dependencyName, type Grouping, isDependency } from '../dependency.ts'
import { flattenSchema } from '../grouping.ts'
import type { CallbackDescriptor } from '../task.ts'

const isScalar: (candidate: unknown) => candidate is Dependency = isDependency

/** The dependencies of a grouping in its order; none for null. */
export function dependenciesOf<D extends Dependency>(grouping: Grouping<D> | null): readonly D[] {
  return grouping === null ? [] : flattenSchema<D>(grouping, isScalar as (candidate: unknown) => candidate is D)
}

/** What a callback without a name is called: its outputs, else its inputs, in their order. */
export function canonicalId(callback: Pick<CallbackDescriptor, 'output' | 'inputs'>): string {
  const outputs = dependenciesOf<Dependency>(callback.output)
  return (outputs.length > 0 ? outputs : dependenciesOf<Dependency>(callback.inputs)).map(dependencyName).join(', ')
}
