/** Text or numbers that a choice may stand for. */
export type ChoiceValue = string | number
export interface Choice { readonly label: string; readonly value: ChoiceValue }
type Condition = string | number | boolean | null

/** What every param kind may say. */
interface ParamBase {
  /** What people read beside the field; the param's name by default. */
  readonly label?: string
  /** One or two sentences below the field. */
  readonly help?: string
  /** Default: true where there is no `default`. */
  readonly required?: boolean
  /** Params of one group stand together under its name. */
  readonly group?: string
  /** Shown only while each named param has the value, or one of the values, given here. A hidden param is not checked and its value is null. */
  readonly shownWhen?: Readonly<Record<string, Condition | readonly Condition[]>>
}
interface NumericParam extends ParamBase {
  /** The least number. */
  readonly min?: number
  /** The greatest number. */
  readonly max?: number
  /** The distance of two numbers. */
  readonly step?: number
  /** Shown behind the number, as `'km'`. */
  readonly unit?: string
}

/** A typed input of a form task, as data. `default` is checked against the rest when the script is described. */
export type ParamSpec =
  | (NumericParam & { readonly kind: 'integer' | 'number'; readonly default?: number })
  | (ParamBase & { readonly kind: 'text' | 'multiline'; readonly default?: string; readonly pattern?: string; readonly placeholder?: string })
  | (ParamBase & { readonly kind: 'boolean'; readonly default?: boolean })
  | (ParamBase & { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly default?: ChoiceValue })
  /** `min` and `max` count the chosen. */
  | (ParamBase & { readonly kind: 'multi-choice'; readonly choices: readonly Choice[]; readonly default?: readonly ChoiceValue[]; readonly min?: number; readonly max?: number })
  /** A calendar day as `YYYY-MM-DD`, which sorts as text. */
  | (ParamBase & { readonly kind: 'date'; readonly default?: string; readonly min?: string; readonly max?: string })
  /** Seconds. */
  | (ParamBase & { readonly kind: 'time-span'; readonly default?: number; readonly min?: number; readonly max?: number })
  /** Absolute, or relative to the script. `extensions` without dots filter the picker. */
  | (ParamBase & { readonly kind: 'file' | 'save-as'; readonly default?: string; readonly extensions?: readonly string[] })
  | (ParamBase & { readonly kind: 'files'; readonly default?: readonly string[]; readonly extensions?: readonly string[] })
  | (ParamBase & { readonly kind: 'folder'; readonly default?: string })
  /** `#rrggbb`, in lower case. */
  | (ParamBase & { readonly kind: 'colour'; readonly default?: string })
  /** Two numbers, the lower first. */
  | (NumericParam & { readonly kind: 'range'; readonly default?: readonly [number, number] })
  /** Whatever JSON can say, parsed. */
  | (ParamBase & { readonly kind: 'json'; readonly default?: unknown })
  /** Text that is never stored, never in a key, and masked in logs. */
  | (ParamBase & { readonly kind: 'secret'; readonly default?: never; readonly placeholder?: string })
export type ParamKind = ParamSpec['kind']
export type ParamSpecs = Readonly<Record<string, ParamSpec>>
export type ParamValues = Readonly<Record<string, unknown>>

/** What is wrong with one param's value, for showing beside its control. `param` null: with the form as a whole. */
export interface ParamProblem { readonly param: string | null; readonly message: string }

/** The values a form starts with: each param's default, else null. */
export function paramDefaults(specs: ParamSpecs): ParamValues {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default ?? null]))
}
