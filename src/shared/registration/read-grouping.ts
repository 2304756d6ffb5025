import { isComponent } from '../component.ts'
import { type Dependency, type DependencyKind, type Grouping, isDependency } from '../dependency.ts'
import { isPlainObject } from '../grouping.ts'
import { hintFor, listKinds } from './dependency-hint.ts'
import { nameGiven } from './name-given.ts'
import { isHalfDependency, readDependency } from './read-dependency.ts'
import { type Place, refusal } from './refusal.ts'

/** Deeper or wider than any script means to be: what holds itself ends here. */
const limits = { depth: 50, parts: 20_000 }

interface GroupingRule<Kind> {
  readonly value: unknown
  readonly kinds: readonly Kind[]
}
interface Reading<Kind> extends GroupingRule<Kind> { readonly option: string; readonly depth: number; readonly count: { parts: number } }

/** Reads an option that holds dependencies of some kinds in any nesting (A3, A10, B1). What comes back is plain. */
export function readGrouping<Kind extends DependencyKind>(place: Place, option: string, rule: GroupingRule<Kind>): Grouping<Dependency<Kind>> {
  return readPart(place, { ...rule, option, depth: 0, count: { parts: 0 } })
}

function readPart<Kind extends DependencyKind>(place: Place, reading: Reading<Kind>): Grouping<Dependency<Kind>> {
  const { value, kinds, option, depth, count } = reading
  if (isDependency(value) || isHalfDependency(value)) return readDependency(place, option, { value, kinds })
  const inside = (key: string, part: unknown): Grouping<Dependency<Kind>> => readPart(place, { ...reading, option: `${option}${key}`, value: part, depth: depth + 1 })
  const many = Array.isArray(value) ? value.length : isPlainObject(value) && !isComponent(value) ? Object.keys(value).length : null
  if (many === null) throw refusal(place, `${option} takes ${listKinds(kinds)}, also in arrays and objects; got ${nameGiven(value)}`, hintFor(value, kinds))
  count.parts += many
  if (depth >= limits.depth || count.parts > limits.parts) {
    const [start = option] = option.split(/[.[]/u)
    throw refusal(place, `${start} has more than ${depth >= limits.depth ? `${limits.depth} levels` : `${limits.parts} parts`}, or holds itself`, `Give ${start} the dependencies alone.`)
  }
  if (Array.isArray(value)) return value.map((part: unknown, index) => inside(`[${index}]`, part))
  return Object.fromEntries(Object.entries(value as object).map(([key, part]) => [key, inside(`.${key}`, part)]))
}
