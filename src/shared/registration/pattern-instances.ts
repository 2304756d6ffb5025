import { type ComponentId, type Dependency, type IdKey, idKey, type IdPart, isPattern, isWildcard } from '../dependency.ts'
import type { CallbackDescriptor } from '../task.ts'
import { dependenciesOf } from './callback-id.ts'
import { keysWith } from './check-match.ts'

/** What MATCH stands for in one instance of a callback, by key of the id. */
export type Binding = Readonly<Record<string, IdPart>>
type IdObject = Exclude<ComponentId, string>

/** The instances of a callback over the components there are (I5): one without MATCH, else one per distinct match. */
export function instancesOf(callback: CallbackDescriptor, ids: readonly ComponentId[]): readonly Binding[] {
  const candidates = [...dependenciesOf<Dependency>(callback.output), ...dependenciesOf<Dependency>(callback.inputs)]
  const leading = candidates.find((dependency) => keysWith(dependency, 'MATCH').length > 0)
  if (leading === undefined) return [{}]
  const keys = keysWith(leading, 'MATCH')
  const found = new Map<string, Binding>()
  for (const id of ids) {
    if (typeof id === 'string' || !fits(leading, id, null)) continue
    const binding = Object.fromEntries(keys.flatMap((key) => (id[key] === undefined ? [] : [[key, id[key]]])))
    found.set(JSON.stringify(binding), binding)
  }
  return [...found.values()]
}

/** The `id.prop` keys that a dependency means in one instance. An id without wildcards means itself, there or not. */
export function propKeysOf(dependency: Dependency, binding: Binding, ids: readonly ComponentId[]): readonly string[] {
  if (!isPattern(dependency.id)) return [`${idKey(dependency.id)}.${dependency.prop}`]
  return ids.filter((id) => typeof id !== 'string' && fits(dependency, id, binding)).map((id): string => `${idKey(id) satisfies IdKey}.${dependency.prop}`)
}

function fits(dependency: Dependency, id: IdObject, binding: Binding | null): boolean {
  const pattern = dependency.id
  if (typeof pattern === 'string') return false
  const keys = Object.keys(pattern)
  return keys.length === Object.keys(id).length && keys.every((key) => {
    const [wanted, there] = [pattern[key], id[key]]
    if (there === undefined) return false
    if (!isWildcard(wanted)) return wanted === there
    const bound = binding?.[key]
    if (wanted.wildcard === 'ALL' || bound === undefined) return true
    return wanted.wildcard === 'MATCH' ? bound === there : compareParts(there, bound) < 0
  })
}

/** Numbers and numeric texts, then false and true, then texts (I5). */
export function compareParts(a: IdPart, b: IdPart): number {
  const [left, right] = [rank(a), rank(b)]
  if (left.order !== right.order) return left.order - right.order
  return left.value < right.value ? -1 : left.value > right.value ? 1 : 0
}

function rank(part: IdPart): { readonly order: number; readonly value: number | string } {
  if (typeof part === 'boolean') return { order: 1, value: Number(part) }
  if (typeof part === 'number') return { order: 0, value: part }
  return part.trim() !== '' && Number.isFinite(Number(part)) ? { order: 0, value: Number(part) } : { order: 2, value: part }
}
