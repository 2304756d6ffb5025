import { isPlainObject, nameKind } from '../grouping.ts'
import { checkParam } from '../check-param.ts'
import type { ParamSpec, ParamSpecs } from '../params.ts'
import { idProblem } from './read-grouping.ts'
import { type Place, refusal } from './refusal.ts'

const makers = 'integer(), text(), choice(), file() or another of the makers of params'
const kinds: readonly unknown[] = [
  'integer', 'number', 'text', 'multiline', 'boolean', 'choice', 'multi-choice', 'date', 'time-span', 'file', 'files', 'folder', 'save-as', 'colour', 'range', 'json', 'secret',
] satisfies ParamSpec['kind'][]

/** Checks a form task's params: each made by its maker, with a default that fits, and limits that make sense. */
export function readParams(place: Place, given: unknown): ParamSpecs {
  if (given === undefined) return {}
  if (!isPlainObject(given)) throw refusal(place, `params is an object of params by name; got ${nameKind(given)}`, `Write params: { limit: integer({ default: 10 }) }.`)
  return Object.fromEntries(Object.entries(given).map(([name, spec]) => [name, readParam(place, name, spec)]))
}

function readParam(place: Place, name: string, given: unknown): ParamSpec {
  if (idProblem(name) !== null) throw refusal(place, `the name of a param must not be empty, nor have a "." or "{" in it; got "${name}"`)
  if (!isPlainObject(given) || !kinds.includes(given['kind'])) throw refusal(place, `params.${name} is ${nameKind(given)}; expected a param made by ${makers}`)
  const spec = given as unknown as ParamSpec
  const wrong = (problem: string) => refusal(place, `params.${name}: ${problem}`)
  const { pattern, min, max } = given
  if (typeof pattern === 'string' && !isPattern(pattern)) throw wrong(`the pattern /${pattern}/ is no regular expression`)
  if (typeof min === 'number' && typeof max === 'number' && min > max) throw wrong(`min is ${min} and max is ${max}`)
  const problem = spec.default === undefined ? null : checkParam(spec, spec.default)
  if (problem !== null) throw wrong(`its default is wrong. ${problem}`)
  return spec
}

function isPattern(text: string): boolean {
  try { return new RegExp(text, 'u') instanceof RegExp } catch { return false }
}
