import { type Dependency, idKey, type IdKey, type IdPattern, isPattern, isWildcard } from '../dependency.ts'
import { instanceName, instanceParts } from './instance.ts'
import type { PageIndex, Present } from './page-index.ts'
import { fitsPattern, matchKeys, type MatchParts, partsOf, signatureOf, takesMany } from './pattern.ts'
import type { Slot } from './state.ts'

/** The components that a dependency means in one instance. Single ones are named whether the page has them or not (I5). */
export function resolveSlot(dependency: Dependency, instance: string, index: PageIndex): Slot {
  const { id, prop } = dependency
  return takesMany(id) ? { prop, ids: listOf(id, instance, index), many: true } : singleSlot(dependency, instance)
}

/** The last answer for each dependency: one call asks several times for the same. */
const lastSingle = new WeakMap<Dependency, { readonly instance: string; readonly slot: Slot }>()

function singleSlot(dependency: Dependency, instance: string): Slot {
  const last = lastSingle.get(dependency)
  if (last?.instance === instance) return last.slot
  const { id, prop } = dependency
  const slot: Slot = { prop, ids: [idKey(isPattern(id) ? substitute(id, instanceParts(instance)) : id)], many: false }
  lastSingle.set(dependency, { instance, slot })
  return slot
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

/** What patterns mean among the components of one list: one event asks for it several times, and the next ones again. */
const listsFound = new WeakMap<readonly Present[], Map<IdPattern, Map<string, readonly IdKey[]>>>()

function listOf(pattern: IdPattern, instance: string, index: PageIndex): readonly IdKey[] {
  const among = index.bySignature.get(signatureOf(pattern))
  if (among === undefined) return []
  const ofList = entryOf(listsFound, among, () => new Map<IdPattern, Map<string, readonly IdKey[]>>())
  return entryOf(entryOf(ofList, pattern, () => new Map<string, readonly IdKey[]>()), instance, () => {
    const parts = instanceParts(instance)
    return among.filter(({ id }) => fitsPattern(pattern, id, parts)).map(({ key }) => key)
  })
}

function entryOf<K, V>(map: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function presentOf(pattern: IdPattern, parts: MatchParts, index: PageIndex): readonly Present[] {
  return (index.bySignature.get(signatureOf(pattern)) ?? []).filter(({ id }) => fitsPattern(pattern, id, parts))
}

function substitute(pattern: IdPattern, parts: MatchParts): IdPattern {
  if (typeof pattern === 'string') return pattern
  return Object.fromEntries(Object.entries(pattern).map(([key, part]) => [key, isWildcard(part) ? parts[key] ?? part : part]))
}
