import { type Dependency, dependencyName, idKey, isPattern } from '../dependency.ts'
import { dependenciesOf } from './callback-id.ts'
import { isFreeProp, propsOf } from './component-props.ts'
import { didYouMean } from './nearest.ts'
import type { ReadCallback } from './read-callback.ts'
import type { Layout } from './read-layout.ts'
import { refusal } from './refusal.ts'

/** Refuses ids and props that the layout does not have (A9). Patterns may match nothing. */
export function checkReferences(callbacks: readonly ReadCallback[], layout: Layout): void {
  for (const callback of callbacks) {
    for (const [option, dependency] of referencesOf(callback)) checkReference(callback, { option, dependency, layout })
  }
}

function referencesOf({ descriptor }: ReadCallback): readonly (readonly [string, Dependency])[] {
  const named = (option: string, dependencies: readonly Dependency[]) => dependencies.map((dependency) => [option, dependency] as const)
  return [
    ...named('output', dependenciesOf(descriptor.output)), ...named('inputs', dependenciesOf<Dependency>(descriptor.inputs)),
    ...named('state', dependenciesOf(descriptor.state)), ...named('running', descriptor.running.map(({ target }) => target)),
    ...named('cancel', descriptor.cancel), ...named('progress', dependenciesOf(descriptor.progress)),
  ]
}

function checkReference({ place }: ReadCallback, at: { readonly option: string; readonly dependency: Dependency; readonly layout: Layout }): void {
  const { option, dependency, layout } = at
  if (dependency.optional === true || isPattern(dependency.id)) return
  const key = idKey(dependency.id)
  const component = layout.byId.get(key)
  if (component === undefined) {
    throw refusal(place, `${option} names ${dependencyName(dependency)}, but nothing in the layout has the id "${key}"`,
      `${didYouMean(key, [...layout.byId.keys()])} If the component appears later, set suppressCallbackExceptions: true on the task.`)
  }
  const props = propsOf(component)
  if (props === null || props.includes(dependency.prop) || isFreeProp(dependency.prop)) return
  throw refusal(place, `${option} names ${dependencyName(dependency)}, but a ${component.component} has no prop "${dependency.prop}"`, didYouMean(dependency.prop, props))
}
