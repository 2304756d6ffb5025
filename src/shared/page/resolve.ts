import { type Dependency, idKey, type IdPattern, isPattern, isWildcard } from '../dependency.ts'
import { instanceName } from './instance.ts'
import type { PageIndex, Present } from './page-index.ts'
import { fitsPattern, matchKeys, type MatchParts, partsOf, signatureOf, takesMany } from './pattern.ts'
import type { Slot } from './state.ts'

/** The components that a dependency means in one instance. Single ones are named whether the page has them or not (I5). */
export function resolveSlot({ id, prop }: Dependency, parts: MatchParts, index: PageIndex): Slot {
  if (!isPattern(id)) return { prop, ids: [idKey(id)], many: false }
  if (!takesMany(id)) return { prop, ids: [idKey(substitute(id, parts))], many: false }
  return { prop, ids: presentOf(id, parts, index).map(({ key }) => key), many: true }
}

/** The instances that these dependencies make on a page: one for each distinct value of MATCH. */
export function instancesOf(sources: readonly Dependency[], index: PageIndex): readonly string[] {
  const [first] = sources
  if (first === undefined) return ['']
  const names = new Set<string>()
  for (const { id } of sources) for (const present of presentOf(id, {}, index)) names.add(instanceName(partsOf(id, present.id)))
  return [...names]
}

/** Those of `dependencies` that name the most MATCH keys: they decide which instances there are. */
export function instanceSources(dependencies: readonly Dependency[]): readonly Dependency[] {
  const most = Math.max(0, ...dependencies.map(({ id }) => matchKeys(id).length))
  return most === 0 ? [] : dependencies.filter(({ id }) => matchKeys(id).length === most)
}

function presentOf(pattern: IdPattern, parts: MatchParts, index: PageIndex): readonly Present[] {
  return (index.bySignature.get(signatureOf(pattern)) ?? []).filter(({ id }) => fitsPattern(pattern, id, parts))
}

function substitute(pattern: IdPattern, parts: MatchParts): IdPattern {
  if (typeof pattern === 'string') return pattern
  return Object.fromEntries(Object.entries(pattern).map(([key, part]) => [key, isWildcard(part) ? parts[key] ?? part : part]))
}
