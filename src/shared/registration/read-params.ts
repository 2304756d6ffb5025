import { checkParam } from '../check-param.ts'
import { isPlainObject, nameKind } from '../grouping.ts'
import type { ParamSpec, ParamSpecs } from '../params.ts'
import { idProblem } from './id-problem.ts'
import { didYouMean } from './nearest.ts'
import { nameGiven } from './name-given.ts'
import { isParamKind, optionsOfKind, requirements } from './param-options.ts'
import { type Place, refusal } from './refusal.ts'

/** Checks a form task's params: each made by its maker, with options it knows, a default that fits, and limits that make sense. */
export function readParams(place: Place, given: unknown): ParamSpecs {
  if (given === undefined) return {}
  if (!isPlainObject(given)) throw refusal(place, `params is an object of params by name; got ${nameGiven(given)}`, `Write params: { limit: integer({ default: 10 }) }.`)
  const params = Object.fromEntries(Object.entries(given).map(([name, spec]) => [name, readParam(place, name, spec)]))
  for (const name of Object.keys(params)) checkShownWhen(place, name, params)
  return params
}

function readParam(place: Place, name: string, given: unknown): ParamSpec {
  if (idProblem(name) !== null) {
    throw refusal(place, `the name of a param must not be empty, nor have a "." or "{" in it; got "${name}"`, 'Name it as a variable, such as upTo; what people read is its label.')
  }
  if (!isPlainObject(given) || !isParamKind(given['kind'])) {
    throw refusal(place, `params.${name} is ${nameGiven(given)}; expected a param made by integer(), text(), choice(), file() or another of the makers of params`, `Write ${name}: integer({ default: 10 }).`)
  }
  const spec = { ...given } as unknown as ParamSpec
  const wrong = (problem: string, hint: string) => refusal(place, `params.${name}: ${problem}`, hint)
  const known = optionsOfKind(spec.kind)
  for (const [option, value] of Object.entries(given)) {
    if (option === 'kind' || value === undefined) continue
    const must = known[option]
    if (must === undefined) throw wrong(`unknown option "${option}" of ${spec.kind} params`, didYouMean(option, Object.keys(known)))
    if (!requirements[must](value)) throw wrong(`${option} must be ${must}; got ${nameKind(value)}`, must === 'a day' ? "Write it as '2026-01-31'." : `Mend ${option}, or leave it out.`)
  }
  const { pattern, min, max } = given
  if (typeof pattern === 'string' && !isPattern(pattern)) throw wrong(`the pattern /${pattern}/ is no regular expression`, 'Escape what is meant as it stands: \\. for a dot, \\( for a bracket.')
  if (isLimit(min) && isLimit(max) && min > max) throw wrong(`min is ${min} and max is ${max}`, 'Swap them.')
  if (spec.kind === 'secret' && given['default'] !== undefined) throw wrong('a secret has no default, for that would stand in the script', 'Leave it out: it is typed into the form, or comes from the environment of a terminal.')
  const problem = spec.default === undefined ? null : checkParam(spec, spec.default)
  if (problem !== null) throw wrong(`its default is wrong. ${problem}`, 'Give it a default that a user could enter.')
  return spec
}

/** A condition names other params, and none that waits for this one. */
function checkShownWhen(place: Place, name: string, params: ParamSpecs): void {
  const walk = (at: string, path: readonly string[]): void => {
    for (const other of Object.keys(params[at]?.shownWhen ?? {})) {
      if (!Object.hasOwn(params, other)) throw refusal(place, `params.${at}: shownWhen names the unknown param "${other}"`, didYouMean(other, Object.keys(params).filter((each) => each !== at)))
      if (other === name) throw refusal(place, `params.${name} is shown when itself is: ${[...path, at, other].join(' → ')}`, 'Take one of these conditions away.')
      if (!path.includes(other)) walk(other, [...path, at])
    }
  }
  walk(name, [])
}

const isLimit = (value: unknown): value is number | string => typeof value === 'number' || typeof value === 'string'

function isPattern(text: string): boolean {
  try { return new RegExp(text, 'u') instanceof RegExp } catch { return false }
}
