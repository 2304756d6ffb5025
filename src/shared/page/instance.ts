import { idKey, type IdPart } from '../dependency.ts'
import { compareParts, type MatchParts } from './pattern.ts'

/** Names an instance by what MATCH stands for in it; '' where the callback has no MATCH. */
export function instanceName(parts: MatchParts): string {
  return Object.keys(parts).length === 0 ? '' : idKey(parts)
}

/** The reverse of {@link instanceName}. */
export function instanceParts(instance: string): MatchParts {
  return instance === '' ? {} : JSON.parse(instance) as Record<string, IdPart>
}

/** Order of a callback's instances: by their parts, as ids sort (I5). */
export function compareInstances(one: string, other: string): number {
  if (one === other) return 0
  const [oneParts, otherParts] = [instanceParts(one), instanceParts(other)]
  for (const key of Object.keys(oneParts).sort()) {
    const [a, b] = [oneParts[key], otherParts[key]]
    const order = a === undefined || b === undefined ? 0 : compareParts(a, b)
    if (order !== 0) return order
  }
  return one < other ? -1 : 1
}
