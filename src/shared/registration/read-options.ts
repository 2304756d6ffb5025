import { isPlainObject } from '../grouping.ts'
import { nameGiven } from './name-given.ts'
import { didYouMean } from './nearest.ts'
import { type Place, refusal } from './refusal.ts'

/** The options of one definition, and where it is. */
export interface Options { readonly place: Place; readonly given: Readonly<Record<string, unknown>> }

/** Checks that `given` is an object with known keys only (A8). What comes back is a copy: getters were asked once. */
export function readOptions(place: Place, given: unknown, known: readonly string[]): Options {
  if (!isPlainObject(given)) throw refusal(place, `expected an object of options, got ${nameGiven(given)}`, `Write { … } with some of: ${known.slice(0, 8).join(', ')}${known.length > 8 ? ', …' : ''}.`)
  for (const name of Object.keys(given)) {
    if (!known.includes(name)) throw refusal(place, `unknown option "${name}"`, didYouMean(name, known))
  }
  return { place, given: { ...given } }
}

/** A finite number that `allow` accepts (A7); `absent` where it is not given. */
export function readNumber<Absent>(
  options: Options, name: string, rule: { readonly allow: 'above 0' | '0 or more' | 'a whole number from 1' | 'a whole number from 0 to 19'; readonly absent: Absent },
): number | Absent {
  const value = options.given[name]
  if (value === undefined) return rule.absent
  if (typeof value === 'number' && Number.isFinite(value) && allowed[rule.allow](value)) return value
  throw refusal(options.place, `${name} must be ${rule.allow.startsWith('a ') ? rule.allow : `a number, ${rule.allow}`}; got ${show(value)}`,
    rule.absent === null ? `Leave ${name} out where there is to be no limit.` : `Leave ${name} out for ${String(rule.absent)}.`)
}

const allowed = {
  'above 0': (value: number) => value > 0,
  '0 or more': (value: number) => value >= 0,
  'a whole number from 1': (value: number) => Number.isInteger(value) && value >= 1,
  'a whole number from 0 to 19': (value: number) => Number.isInteger(value) && value >= 0 && value <= 19,
}

export function readBoolean(options: Options, name: string, absent: boolean): boolean {
  const value = options.given[name]
  if (value === undefined) return absent
  if (typeof value === 'boolean') return value
  throw refusal(options.place, `${name} must be true or false; got ${show(value)}`, `Write ${name}: ${!absent}, or leave it out.`)
}

/** One of `words`; the first where it is not given. */
export function readWord<Word extends string>(options: Options, name: string, words: readonly [Word, ...Word[]]): Word {
  const value = options.given[name]
  if (value === undefined) return words[0]
  const word = words.find((candidate) => candidate === value)
  if (word !== undefined) return word
  throw refusal(options.place, `${name} must be one of ${words.map((each) => `'${each}'`).join(', ')}; got ${show(value)}`,
    typeof value === 'string' ? didYouMean(value, words) : `Write ${name}: '${words[0]}', or leave it out.`)
}

/** A text that is not empty; null where it is not given. */
export function readText(options: Options, name: string): string | null {
  const value = options.given[name]
  if (value === undefined) return null
  if (typeof value === 'string' && value.trim() !== '') return value
  throw refusal(options.place, `${name} must be a text that is not empty; got ${show(value)}`, `Write ${name}: '…'.`)
}

/** A function; undefined where it is not given. */
export function readFunction(options: Options, name: string): ((...args: never[]) => unknown) | undefined {
  const value = options.given[name]
  if (value === undefined) return undefined
  if (typeof value === 'function') return value as (...args: never[]) => unknown
  throw refusal(options.place, `${name} must be a function; got ${nameGiven(value)}`, `Write ${name}: (…) => { … }.`)
}

/** Amounts above 0 by name. */
export function readAmounts(options: Options, name: string): Readonly<Record<string, number>> {
  const value = options.given[name]
  if (value === undefined) return {}
  if (!isPlainObject(value)) throw refusal(options.place, `${name} must be an object of amounts by name; got ${nameGiven(value)}`, `Write ${name}: { gpu: 1 }.`)
  return Object.fromEntries(Object.entries(value).map(([resource, amount]) => {
    if (typeof amount === 'number' && Number.isFinite(amount) && amount > 0) return [resource, amount]
    throw refusal(options.place, `${name}.${resource} must be a number, above 0; got ${show(amount)}`, `Write ${name}: { ${resource}: 1 }.`)
  }))
}

/** A value as an error text shows it: short values themselves, others by kind. */
export function show(value: unknown): string {
  return typeof value === 'string' ? `"${value.slice(0, 60)}"` : nameGiven(value)
}
