/** What every param kind may say. */
interface ParamBase {
  readonly label?: string
  readonly help?: string
  /** Default: true where there is no `default`. */
  readonly required?: boolean
  readonly group?: string
}
interface NumericParam extends ParamBase { readonly min?: number; readonly max?: number; readonly step?: number; readonly unit?: string }
export interface Choice { readonly label: string; readonly value: string | number }

/** A typed input of a form task, as data. `default` is checked against the rest when the script is described. */
export type ParamSpec =
  | (NumericParam & { readonly kind: 'integer' | 'number'; readonly default?: number })
  | (ParamBase & { readonly kind: 'text' | 'multiline'; readonly default?: string; readonly pattern?: string; readonly placeholder?: string })
  | (ParamBase & { readonly kind: 'boolean'; readonly default?: boolean })
  | (ParamBase & { readonly kind: 'choice'; readonly choices: readonly Choice[]; readonly default?: string | number })
  /** Absolute, or relative to the script. `extensions` without dots filter the picker. */
  | (ParamBase & { readonly kind: 'file'; readonly default?: string; readonly extensions?: readonly string[] })
  | (ParamBase & { readonly kind: 'folder'; readonly default?: string })
export type ParamKind = ParamSpec['kind']
export type ParamSpecs = Readonly<Record<string, ParamSpec>>
export type ParamValues = Readonly<Record<string, unknown>>

/** What is wrong with one param's value, for showing beside its control. */
export interface ParamProblem { readonly param: string; readonly message: string }

/** The values a form starts with: each param's default, else null. */
export function paramDefaults(specs: ParamSpecs): ParamValues {
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec.default ?? null]))
}

/** Every problem of `values`; empty where a run may start. Files are not looked at: that is the engine's. */
export function checkParams(specs: ParamSpecs, values: ParamValues): readonly ParamProblem[] {
  return Object.entries(specs).flatMap(([param, spec]) => {
    const message = checkParam(spec, values[param])
    return message === null ? [] : [{ param, message }]
  })
}

/** What is wrong with one value, or null. */
export function checkParam(spec: ParamSpec, value: unknown): string | null {
  if (value === null || value === undefined || value === '') {
    return (spec.required ?? spec.default === undefined) ? 'This is required.' : null
  }
  switch (spec.kind) {
    case 'integer':
    case 'number': return checkNumber(spec, value)
    case 'boolean': return typeof value === 'boolean' ? null : expected('yes or no', value)
    case 'choice': return spec.choices.some((choice) => choice.value === value) ? null
      : expected(`one of ${spec.choices.map((choice) => String(choice.value)).join(', ')}`, value)
    case 'text':
    case 'multiline':
      if (typeof value !== 'string') return expected('text', value)
      return spec.pattern === undefined || new RegExp(`^(?:${spec.pattern})$`, 'u').test(value) ? null : `Expected text like ${spec.pattern}, got "${value}".`
    case 'file':
    case 'folder': return typeof value === 'string' ? null : expected(`the path of a ${spec.kind}`, value)
  }
}

function checkNumber(spec: Extract<ParamSpec, { kind: 'integer' | 'number' }>, value: unknown): string | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return expected('a number', value)
  if (spec.kind === 'integer' && !Number.isSafeInteger(value)) return expected('a whole number', value)
  if (spec.min !== undefined && value < spec.min) return `Expected at least ${spec.min}, got ${value}.`
  if (spec.max !== undefined && value > spec.max) return `Expected at most ${spec.max}, got ${value}.`
  return null
}

function expected(what: string, value: unknown): string {
  return `Expected ${what}, got ${typeof value === 'string' ? `"${value}"` : String(value)}.`
}
