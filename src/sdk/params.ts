import { AppError } from '../shared/errors.ts'
import type { Choice, ParamSpec } from '../shared/params.ts'
import { param, type Param, type ParamValue } from './param.ts'

type OptionsOf<Kind extends ParamSpec['kind']> = Omit<Extract<ParamSpec, { kind: Kind }>, 'kind'>
type ChoiceValue = string | number
interface ChoiceOptions<Value extends ChoiceValue> extends Omit<OptionsOf<'choice'>, 'choices' | 'default'> {
  /** Values, or values with the text to show for them. */
  readonly choices: readonly (Value | { readonly label: string; readonly value: Value })[]
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
  const entries: readonly (ChoiceValue | Choice)[] | undefined = options.choices
  // A script in JavaScript may have left it out.
  if (!Array.isArray(entries) || entries.length === 0) {
    throw new AppError('SCRIPT_REFUSED', 'choice() needs at least one entry in `choices`')
  }
  const choices = (entries as readonly (ChoiceValue | Choice)[]).map((entry): Choice => (typeof entry === 'object' ? entry : { label: String(entry), value: entry }))
  return param({ ...options, choices, kind: 'choice' })
}

/**
 * A folder, picked with the system's dialog; its value is an absolute path.
 * @example folder: folder({ label: 'Folder to look through' })
 */
export function folder<const Options extends OptionsOf<'folder'> = OptionsOf<'folder'>>(options?: Options): Param<ParamValue<Options, string>> {
  return param({ ...options, kind: 'folder' })
}

/**
 * A file, picked with the system's dialog; its value is an absolute path.
 * @example table: file({ label: 'CSV file', extensions: ['csv'] })
 */
export function file<const Options extends OptionsOf<'file'> = OptionsOf<'file'>>(options?: Options): Param<ParamValue<Options, string>> {
  return param({ ...options, kind: 'file' })
}
