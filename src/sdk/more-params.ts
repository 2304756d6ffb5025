import type { ChoiceValue } from '../shared/params.ts'
import { type OptionsOf, param, type Param, type ParamValue } from './param.ts'
import { readChoices } from './read-choices.ts'

interface MultiChoiceOptions<Value extends ChoiceValue> extends Omit<OptionsOf<'multi-choice'>, 'choices' | 'default'> {
  /** Values, or values with the text to show for them. */
  readonly choices: readonly (Value | { readonly label: string; readonly value: Value })[]
  /** What is chosen at the start. */
  readonly default?: readonly NoInfer<Value>[]
}

/**
 * Several of several values, in the order of `choices`; `min` and `max` count them.
 * @example parts: multiChoice({ label: 'Parts', choices: ['rows', 'columns', 'totals'], default: ['rows'] })
 */
export function multiChoice<const Value extends ChoiceValue, const Required extends boolean = true>(
  options: MultiChoiceOptions<Value> & { readonly required?: Required },
): Param<Required extends false ? readonly Value[] | null : readonly Value[]> {
  return param({ ...options, choices: readChoices('multiChoice', options.choices), kind: 'multi-choice' })
}

/**
 * A calendar day; its value is text like `2026-01-31`.
 * @example from: date({ label: 'From', default: '2026-01-01', max: '2026-12-31' })
 */
export function date<const Options extends OptionsOf<'date'> = OptionsOf<'date'>>(options?: Options): Param<ParamValue<Options, string>> {
  return param({ ...options, kind: 'date' })
}

/**
 * A span of time, typed like `1 h 30 min`; its value is in seconds.
 * @example window: timeSpan({ label: 'Window', default: 3600, max: 86_400 })
 */
export function timeSpan<const Options extends OptionsOf<'time-span'> = OptionsOf<'time-span'>>(options?: Options): Param<ParamValue<Options, number>> {
  return param({ ...options, kind: 'time-span' })
}

/**
 * A colour; its value is text like `#1f77b4`.
 * @example line: colour({ label: 'Line', default: '#1f77b4' })
 */
export function colour<const Options extends OptionsOf<'colour'> = OptionsOf<'colour'>>(options?: Options): Param<ParamValue<Options, string>> {
  return param({ ...options, kind: 'colour' })
}

/**
 * Two numbers, the lower first.
 * @example years: range({ label: 'Years', min: 1990, max: 2030, step: 1, default: [2000, 2010] })
 */
export function range<const Options extends OptionsOf<'range'> = OptionsOf<'range'>>(options?: Options): Param<ParamValue<Options, readonly [number, number]>> {
  return param({ ...options, kind: 'range' })
}

/**
 * Whatever JSON can say, parsed. Say its type: `json<Settings>({ … })`; it is not checked against it.
 * @example settings: json({ label: 'Settings', default: { depth: 3 } })
 */
export function json<Value = unknown>(options: OptionsOf<'json'> = {}): Param<Value> {
  return param({ ...options, kind: 'json' })
}

/**
 * A password or a token: never stored, never part of a cache key, and masked in logs and errors.
 * @example token: secret({ label: 'Access token' })
 */
export function secret<const Options extends OptionsOf<'secret'> = OptionsOf<'secret'>>(options?: Options): Param<ParamValue<Options, string>> {
  return param({ ...options, kind: 'secret' })
}
