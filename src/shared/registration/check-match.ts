import { type Dependency, dependencyName, isWildcard, type WildcardName } from '../dependency.ts'
import { dependenciesOf } from './callback-id.ts'
import type { ReadCallback } from './read-callback.ts'
import { refusal } from './refusal.ts'

/** Checks that MATCH and ALLSMALLER are used so that instances are well defined (A12, I5). */
export function checkMatch({ descriptor, place }: ReadCallback): void {
  const outputs = dependenciesOf<Dependency>(descriptor.output)
  const inputs = dependenciesOf<Dependency>(descriptor.inputs)
  const leading = outputs.length > 0 ? outputs : inputs.filter((dependency) => keysWith(dependency, 'MATCH').length > 0)
  const [first] = leading
  const keys = first === undefined ? [] : keysWith(first, 'MATCH')
  for (const dependency of leading) {
    const own = keysWith(dependency, 'MATCH')
    if (first !== undefined && own.join() !== keys.join()) {
      throw refusal(place, `${dependencyName(first)} has MATCH on ${list(keys)}, ${dependencyName(dependency)} on ${list(own)}`, 'All outputs have MATCH on the same keys.')
    }
  }
  const followers = [...inputs, ...dependenciesOf<Dependency>(descriptor.state), ...descriptor.cancel,
    ...dependenciesOf<Dependency>(descriptor.progress), ...descriptor.running.map(({ target }) => target)]
  for (const dependency of followers) {
    const strange = [...keysWith(dependency, 'MATCH'), ...keysWith(dependency, 'ALLSMALLER')].find((key) => !keys.includes(key))
    if (strange !== undefined) {
      throw refusal(place, `${dependencyName(dependency)} is tied to the matched "${strange}", but the ${outputs.length > 0 ? 'outputs have' : 'inputs have'} MATCH on ${list(keys)}`,
        'MATCH and ALLSMALLER may be used only on keys that the outputs match.')
    }
  }
  for (const dependency of [...outputs, ...followers]) {
    if (dependency.kind === 'output' && keysWith(dependency, 'ALLSMALLER').length > 0) {
      throw refusal(place, `${dependencyName(dependency)} writes to ALLSMALLER; it is for inputs and states only`)
    }
  }
}

/** The keys of an id pattern that hold a wildcard, sorted. */
export function keysWith(dependency: Dependency, wildcard: WildcardName): readonly string[] {
  if (typeof dependency.id === 'string') return []
  return Object.entries(dependency.id).filter(([, part]) => isWildcard(part) && part.wildcard === wildcard).map(([key]) => key).sort()
}

const list = (keys: readonly string[]): string => (keys.length === 0 ? 'nothing' : keys.map((key) => `"${key}"`).join(', '))
