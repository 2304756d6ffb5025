import type { ChoiceValue } from '../shared/params.ts'
import { readChoices } from './read-choices.ts'
import { type OptionsOf, param, type Param, type ParamValue } from './param.ts'

interface ChoiceOptions<Value extends ChoiceValue> extends Omit<OptionsOf<'choice'>, 'choices' | 'default'> {
  /** Values, or values with the text to show for them. */
  readonly choices: readonly (Value | { readonly label: string; readonly value: Value })[]
  /** What is chosen at the start. */
  readonly default?: NoInfer<Value>
}

/**
 * A whole number.
 * @example limit: integer({ label: 'Up to', default: 1_000_000, min: 2 })
 */
export function integer<const Options extends OptionsOf<'integer' | 'number'> = OptionsOf<'integer' | 'number'>>(options?: Options): Param<ParamValue<Options, number>> {
  return param({ ...options, kind: 'integer' })
}

/**
 * A number.
 * @example rate: number({ label: 'Rate', default: 0.05, unit: 'per year', step: 0.01 })
 */
export function number<const Options extends OptionsOf<'integer' | 'number'> = OptionsOf<'integer' | 'number'>>(options?: Options): Param<ParamValue<Options, number>> {
  return param({ ...options, kind: 'number' })
}

/**
 * One line of text. `pattern` is a regular expression for the whole of it.
 * @example name: text({ label: 'Name', placeholder: 'as in the report' })
 */
export function text<const Options extends OptionsOf<'text' | 'multiline'> = OptionsOf<'text' | 'multiline'>>(options?: Options): Param<ParamValue<Options, string>> {
  return param({ ...options, kind: 'text' })
}

/**
 * Several lines of text.
 * @example notes: multiline({ label: 'Notes', required: false })
 */
export function multiline<const Options extends OptionsOf<'text' | 'multiline'> = OptionsOf<'text' | 'multiline'>>(options?: Options): Param<ParamValue<Options, string>> {
  return param({ ...options, kind: 'multiline' })
}

/**
 * Yes or no; no unless `default` says otherwise.
 * @example recursive: boolean({ label: 'Look into subfolders', default: true })
 */
export function boolean(options: OptionsOf<'boolean'> = {}): Param<boolean> {
  return param({ default: false, ...options, kind: 'boolean' })
}

/**
 * One of several values.
 * @example kind: choice({ label: 'Option', choices: ['call', 'put'], default: 'call' })
 * @example years: choice({ choices: [{ label: 'one year', value: 1 }, { label: 'ten years', value: 10 }] })
 */
export function choice<const Value extends ChoiceValue, const Required extends boolean = true>(
  options: ChoiceOptions<Value> & { readonly required?: Required },
): Param<Required extends false ? Value | null : Value> {
  const choices = readChoices('choice', options.choices)
  return param({ ...options, choices, kind: 'choice' })
}
