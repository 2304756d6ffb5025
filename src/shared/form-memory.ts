import { checkParam } from './check-param.ts'
import type { ParamSpecs, ParamValues } from './params.ts'

/** Values of a task's form under a name. */
export interface FormPreset { readonly name: string; readonly values: ParamValues }

/** The longest name that a preset may have. */
export const presetNameLimit = 80

/**
 * The values that still fit their params, which may be others by now; the rest is left out without a word. Secrets are
 * never among them. An empty value fits where the param may be left empty.
 */
export function fittingValues(specs: ParamSpecs, values: ParamValues): ParamValues {
  return Object.fromEntries(Object.entries(specs).flatMap(([name, spec]) => {
    if (spec.kind === 'secret' || !Object.hasOwn(values, name) || checkParam(spec, values[name]) !== null) return []
    return [[name, values[name] ?? null]]
  }))
}
