import { type Dependency, type DependencyKind, dependencyName, isDependency } from '../dependency.ts'
import { exampleOf, hintFor, listKinds } from './dependency-hint.ts'
import { idProblem, idRule } from './id-problem.ts'
import { kindNames } from './kind-names.ts'
import { nameGiven } from './name-given.ts'
import { didYouMean } from './nearest.ts'
import { type Place, refusal } from './refusal.ts'

const options = { input: ['optional'], state: ['optional'], output: ['allowDuplicate'] } as const satisfies Record<DependencyKind, readonly string[]>

/** Reads one dependency of one of some kinds. */
export function readDependency<Kind extends DependencyKind>(
  place: Place, option: string, rule: { readonly value: unknown; readonly kinds: readonly Kind[] },
): Dependency<Kind> {
  const { value, kinds } = rule
  if (isHalfDependency(value)) {
    const maker = kindNames[value.kind]
    throw refusal(place, `${option}: ${maker}(id, prop) needs the name of a prop as its second argument; got ${nameGiven(value.prop)}`, `Write ${maker}('${typeof value.id === 'string' ? value.id : 'run'}', 'nClicks').`)
  }
  if (!isDependency(value)) throw refusal(place, `${option} takes ${listKinds(kinds)}; got ${nameGiven(value)}`, hintFor(value, kinds))
  const problem = idProblem(value.id)
  if (problem !== null) throw refusal(place, `${option}: ${problem}`, idRule)
  const kind = kinds.find((each) => each === value.kind)
  if (kind === undefined) {
    throw refusal(place, `${option} takes ${listKinds(kinds)}; got the ${kindNames[value.kind]} ${dependencyName(value)}`, `Write ${exampleOf(kinds[0] ?? 'input', value)}.`)
  }
  if (value.prop === '') throw refusal(place, `${option}: the prop of "${dependencyName(value)}" is empty`, `Write ${exampleOf(kind, { id: value.id, prop: 'value' })}.`)
  return { kind, id: typeof value.id === 'string' ? value.id : { ...value.id }, prop: value.prop, ...readFlags(place, option, value) }
}

/** The options of a dependency, of which its kind knows one (A8). */
function readFlags(place: Place, option: string, value: Dependency): { readonly allowDuplicate?: true; readonly optional?: true } {
  const known: readonly string[] = options[value.kind]
  const { kind: _kind, id: _id, prop: _prop, ...given } = value
  for (const [name, flag] of Object.entries<unknown>(given)) {
    const where = `${option}: ${kindNames[value.kind]} ${dependencyName(value)}`
    if (!known.includes(name)) throw refusal(place, `${where} has the unknown option "${name}"`, didYouMean(name, known))
    if (flag !== undefined && typeof flag !== 'boolean') throw refusal(place, `${where}: ${name} must be true or false; got ${nameGiven(flag)}`, `Write { ${name}: true }, or leave it out.`)
  }
  return { ...(value.allowDuplicate === true ? { allowDuplicate: true } : {}), ...(value.optional === true ? { optional: true } : {}) }
}

/** What Input, State or Output makes of a call without a prop. */
export function isHalfDependency(candidate: unknown): candidate is { readonly kind: DependencyKind; readonly id: unknown; readonly prop: unknown } {
  return typeof candidate === 'object' && candidate !== null && 'kind' in candidate && 'id' in candidate && 'prop' in candidate
    && typeof candidate.prop !== 'string' && typeof candidate.kind === 'string' && Object.hasOwn(kindNames, candidate.kind)
}
