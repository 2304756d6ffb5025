import { type Dependency, type DependencyKind, dependencyName, type Grouping, type IdPattern, isDependency, isWildcard } from '../dependency.ts'
import { isPlainObject, nameKind } from '../grouping.ts'
import { type Place, refusal } from './refusal.ts'

const kindNames = { input: 'Input', state: 'State', output: 'Output' } as const satisfies Record<DependencyKind, string>

/** Reads an option that holds dependencies of some kinds in any nesting (A3, A10, B1). What comes back is plain. */
export function readGrouping<Kind extends DependencyKind>(
  place: Place, option: string, rule: { readonly value: unknown; readonly kinds: readonly Kind[] },
): Grouping<Dependency<Kind>> {
  const { value, kinds } = rule
  if (isDependency(value)) return readDependency(place, option, { value, kinds })
  const inside = (key: string, part: unknown): Grouping<Dependency<Kind>> => readGrouping(place, `${option}${key}`, { value: part, kinds })
  if (Array.isArray(value)) return value.map((part: unknown, index) => inside(`[${index}]`, part))
  if (isPlainObject(value)) return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, inside(`.${key}`, part)]))
  throw refusal(place, `${option} takes ${listKinds(kinds)}, also in arrays and objects; got ${nameKind(value)}`, hintFor(value, kinds))
}

/** Reads one dependency of one of some kinds. */
export function readDependency<Kind extends DependencyKind>(
  place: Place, option: string, rule: { readonly value: unknown; readonly kinds: readonly Kind[] },
): Dependency<Kind> {
  const { value, kinds } = rule
  if (!isDependency(value)) throw refusal(place, `${option} takes ${listKinds(kinds)}; got ${nameKind(value)}`, hintFor(value, kinds))
  const problem = idProblem(value.id)
  if (problem !== null) throw refusal(place, `${option}: ${problem}`)
  const kind = kinds.find((each) => each === value.kind)
  if (kind === undefined) {
    throw refusal(place, `${option} takes ${listKinds(kinds)}; got the ${kindNames[value.kind]} ${dependencyName(value)}`,
      `Write ${exampleOf(kinds[0] ?? 'input', value)}.`)
  }
  if (value.prop === '') throw refusal(place, `${option}: the prop of "${dependencyName(value)}" is empty`)
  return {
    kind, id: value.id, prop: value.prop,
    ...(value.allowDuplicate === true ? { allowDuplicate: true } : {}), ...(value.optional === true ? { optional: true } : {}),
  }
}

/** What is wrong with an id, or null (A10). */
export function idProblem(id: unknown, wildcards: 'allowed' | 'refused' = 'allowed'): string | null {
  if (typeof id === 'string') {
    if (id === '') return 'an id is empty'
    const forbidden = /[.{]/u.exec(id)?.[0]
    return forbidden === undefined ? null : `the id "${id}" has a "${forbidden}" in it`
  }
  if (!isPlainObject(id)) return `an id is a text or an object; got ${nameKind(id)}`
  const parts = Object.entries(id)
  if (parts.length === 0) return 'an id object is empty'
  const wrong = parts.find(([, part]) => !(isPart(part) || (wildcards === 'allowed' && isWildcard(part))))
  return wrong === undefined ? null : `the part "${wrong[0]}" of an id is ${nameKind(wrong[1])}; it must be a text, a number, true or false`
}

const isPart = (part: unknown): boolean => typeof part === 'string' || typeof part === 'boolean' || (typeof part === 'number' && Number.isFinite(part))
const listKinds = (kinds: readonly DependencyKind[]): string => kinds.map((kind) => `${kindNames[kind]}s`).join(' and ')

function exampleOf(kind: DependencyKind, like: { readonly id: IdPattern; readonly prop: string }): string {
  return `${kindNames[kind]}(${typeof like.id === 'string' ? `'${like.id}'` : '{ … }'}, '${like.prop}')`
}

function hintFor(value: unknown, kinds: readonly DependencyKind[]): string | undefined {
  const [kind] = kinds
  if (kind === undefined || typeof value !== 'string') return undefined
  const [id = value, prop = 'value'] = value.split('.')
  return `Write ${exampleOf(kind, { id, prop })}.`
}
