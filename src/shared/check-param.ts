import type { ParamSpec } from './params.ts'
import { isUnreadable } from './unreadable.ts'
import { timeSpanWords } from './reading/time-span-words.ts'

type SpecOf<Kind extends ParamSpec['kind']> = ParamSpec extends infer Spec ? Spec extends { kind: infer Kinds } ? Kind extends Kinds ? Spec : never : never : never
interface Limits { readonly min?: number | undefined; readonly max?: number | undefined; readonly whole?: boolean }

/** What is wrong with one value, or null. */
export function checkParam(spec: ParamSpec, value: unknown): string | null {
  if (isEmpty(spec, value)) return (spec.required ?? spec.default === undefined) ? 'This is required.' : null
  switch (spec.kind) {
    case 'integer':
    case 'number': return checkNumber({ ...spec, whole: spec.kind === 'integer' }, value)
    case 'time-span': return checkTimeSpan(spec, value)
    case 'range': return checkRange(spec, value)
    case 'boolean': return typeof value === 'boolean' ? null : expected('yes or no', value)
    case 'choice': return isChoice(spec, value) ? null : expected(`one of ${choiceNames(spec)}`, value)
    case 'multi-choice': return checkChoices(spec, value)
    case 'text':
    case 'multiline': return checkText(spec, value)
    case 'secret': return typeof value === 'string' ? null : 'Expected text.'
    case 'date': return checkDate(spec, value)
    case 'colour': return typeof value === 'string' && /^#[0-9a-f]{6}$/.test(value) ? null : expected('a colour like #1f77b4', value)
    case 'file':
    case 'folder': return typeof value === 'string' ? null : expected(`the path of a ${spec.kind}`, value)
    case 'save-as': return typeof value === 'string' ? null : expected('the path of a file to write', value)
    case 'files': return Array.isArray(value) && value.every((path) => typeof path === 'string') ? null : expected('paths of files', value)
    case 'json': return isUnreadable(value) ? value.message : isJson(value) ? null : expected('what JSON can say', value)
  }
}

/** An empty list is a value of JSON like any other; of files or choices it is none. */
function isEmpty({ kind }: ParamSpec, value: unknown): boolean {
  return value === null || value === undefined || value === '' || (kind !== 'json' && Array.isArray(value) && value.length === 0)
}

function checkNumber({ min, max, whole = false }: Limits, value: unknown): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return expected('a number', value)
  if (whole && !Number.isSafeInteger(value)) return expected('a whole number', value)
  if (min !== undefined && value < min) return `Expected at least ${min}, got ${value}.`
  if (max !== undefined && value > max) return `Expected at most ${max}, got ${value}.`
  return null
}

/** Limits are told as they would be typed. */
function checkTimeSpan({ min, max }: Limits, value: unknown): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return expected('a span of time like 1 h 30 min', value)
  if (value < (min ?? 0)) return `Expected ${timeSpanWords(min ?? 0)} or more, got ${value < 0 ? `${value} s` : timeSpanWords(value)}.`
  if (max !== undefined && value > max) return `Expected ${timeSpanWords(max)} or less, got ${timeSpanWords(value)}.`
  return null
}

function checkRange(limits: Limits, value: unknown): string | null {
  if (!Array.isArray(value) || value.length !== 2) return expected('two numbers, the lower first', value)
  const [low, high] = value as readonly unknown[]
  const problem = checkNumber(limits, low) ?? checkNumber(limits, high)
  return problem ?? (Number(low) <= Number(high) ? null : `Expected the lower number first, got ${String(low)} and ${String(high)}.`)
}

function isChoice({ choices }: Pick<SpecOf<'choice'>, 'choices'>, value: unknown): boolean {
  return choices.some((choice) => choice.value === value)
}

function choiceNames({ choices }: Pick<SpecOf<'choice'>, 'choices'>): string {
  return choices.map((choice) => String(choice.value)).join(', ')
}

function checkChoices(spec: SpecOf<'multi-choice'>, value: unknown): string | null {
  if (!Array.isArray(value)) return expected(`some of ${choiceNames(spec)}`, value)
  const stranger: unknown = value.find((each) => !isChoice(spec, each))
  if (stranger !== undefined) return expected(`some of ${choiceNames(spec)}`, stranger)
  if (spec.min !== undefined && value.length < spec.min) return `Expected at least ${spec.min} chosen, got ${value.length}.`
  if (spec.max !== undefined && value.length > spec.max) return `Expected at most ${spec.max} chosen, got ${value.length}.`
  return null
}

function checkText(spec: SpecOf<'text'>, value: unknown): string | null {
  if (typeof value !== 'string') return expected('text', value)
  return spec.pattern === undefined || new RegExp(`^(?:${spec.pattern})$`, 'u').test(value) ? null : `Expected text like ${spec.pattern}, got "${value}".`
}

/** A day that the calendar has: `2026-02-30` would become another one. */
function checkDate({ min, max }: SpecOf<'date'>, value: unknown): string | null {
  const time = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  if (typeof value !== 'string' || Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== value) return expected('a day like 2026-01-31', value)
  if (min !== undefined && value < min) return `Expected ${min} or later, got ${value}.`
  if (max !== undefined && value > max) return `Expected ${max} or earlier, got ${value}.`
  return null
}

function isJson(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isJson)
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return value === null || typeof value === 'string' || typeof value === 'boolean'
  const prototype: unknown = Object.getPrototypeOf(value)
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isJson)
}

function expected(what: string, value: unknown): string {
  return `Expected ${what}, got ${typeof value === 'string' ? `"${value}"` : isJson(value) ? JSON.stringify(value) : String(value)}.`
}
