import { type ComponentId, type Dependency, idKey, isPattern } from '../dependency.ts'
import { fitsPattern, matchKeys, type MatchParts, partsOf } from '../page/pattern.ts'
import type { CallbackDescriptor } from '../task.ts'
import { dependenciesOf } from './callback-id.ts'

/** What MATCH stands for in each instance of a callback over the components there are (I5): one without MATCH. */
export function instancesOf(callback: CallbackDescriptor, ids: readonly ComponentId[]): readonly MatchParts[] {
  const candidates = [...dependenciesOf<Dependency>(callback.output), ...dependenciesOf<Dependency>(callback.inputs)]
  const leading = candidates.find(({ id }) => matchKeys(id).length > 0)
  if (leading === undefined) return [{}]
  const found = ids.filter((id) => fitsPattern(leading.id, id, {})).map((id) => partsOf(leading.id, id))
  return [...new Map(found.map((parts) => [idKey(parts), parts])).values()]
}

/** The `id.prop` keys that a dependency means in one instance. An id without wildcards means itself, there or not. */
export function propKeysOf({ id, prop }: Dependency, parts: MatchParts, ids: readonly ComponentId[]): readonly string[] {
  if (!isPattern(id)) return [`${idKey(id)}.${prop}`]
  return ids.filter((candidate) => fitsPattern(id, candidate, parts)).map((candidate) => `${idKey(candidate)}.${prop}`)
}
