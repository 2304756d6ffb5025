import { type Dependency, dependencyName, isWildcard } from '../dependency.ts'
import { matchKeys } from '../page/pattern.ts'
import { dependenciesOf } from './callback-id.ts'
import type { ReadCallback } from './read-callback.ts'
import { refusal } from './refusal.ts'

/** Checks that MATCH and ALLSMALLER are used so that instances are well defined (A12, I5). */
export function checkMatch({ descriptor, place }: ReadCallback): void {
  const outputs = dependenciesOf<Dependency>(descriptor.output)
  const inputs = dependenciesOf<Dependency>(descriptor.inputs)
  const leading = outputs.length > 0 ? outputs : inputs.filter((dependency) => matchKeys(dependency.id).length > 0)
  const [first] = leading
  const keys = first === undefined ? [] : matchKeys(first.id)
  for (const dependency of leading) {
    const own = matchKeys(dependency.id)
    if (first !== undefined && own.join() !== keys.join()) {
      throw refusal(place, `${dependencyName(first)} has MATCH on ${list(keys)}, ${dependencyName(dependency)} on ${list(own)}`, 'All outputs have MATCH on the same keys.')
    }
  }
  const followers = [...inputs, ...dependenciesOf<Dependency>(descriptor.state), ...descriptor.cancel,
    ...dependenciesOf<Dependency>(descriptor.progress), ...descriptor.running.map(({ target }) => target)]
  for (const dependency of followers) {
    const strange = [...matchKeys(dependency.id), ...smallerKeys(dependency)].find((key) => !keys.includes(key))
    if (strange !== undefined) {
      throw refusal(place, `${dependencyName(dependency)} is tied to the matched "${strange}", but the ${outputs.length > 0 ? 'outputs have' : 'inputs have'} MATCH on ${list(keys)}`,
        'MATCH and ALLSMALLER may be used only on keys that the outputs match.')
    }
  }
  for (const dependency of [...outputs, ...followers]) {
    if (dependency.kind === 'output' && smallerKeys(dependency).length > 0) {
      throw refusal(place, `${dependencyName(dependency)} writes to ALLSMALLER; it is for inputs and states only`)
    }
  }
}

function smallerKeys({ id }: Dependency): readonly string[] {
  if (typeof id === 'string') return []
  return Object.entries(id).filter(([, part]) => isWildcard(part) && part.wildcard === 'ALLSMALLER').map(([key]) => key)
}

const list = (keys: readonly string[]): string => (keys.length === 0 ? 'nothing' : keys.map((key) => `"${key}"`).join(', '))
