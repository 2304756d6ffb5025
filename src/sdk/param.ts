import { AppError } from '../shared/errors.ts'
import { checkParam } from '../shared/check-param.ts'
import type { ParamSpec } from '../shared/params.ts'

/** What the maker of a param kind takes. */
export type OptionsOf<Kind extends ParamSpec['kind']> = Omit<Extract<ParamSpec, { kind: Kind }>, 'kind'>

declare const paramValue: unique symbol

/** A param that knows, for the compiler alone, the type of its value. */
export type Param<Value> = ParamSpec & { readonly [paramValue]: Value }
/** The type of a param's value: null only where it may be left empty and has no default, or may be hidden. */
export type ParamValue<Options, Value> =
  | (Options extends { readonly default: unknown } ? Value : Options extends { readonly required: false } ? Value | null : Value)
  | (Options extends { readonly shownWhen: unknown } ? null : never)
/** The values `run` gets, by name. */
export type ParamTableValues<Params> = { -readonly [Name in keyof Params]: Params[Name] extends Param<infer Value> ? Value : never }

/** Checks a param's default against the rest of it; a wrong one throws SCRIPT_REFUSED. */
export function param(spec: ParamSpec): Param<never> {
  const problem = spec.default === undefined ? null : checkParam(spec, spec.default)
  if (problem !== null) {
    throw new AppError('SCRIPT_REFUSED', `The default of ${spec.label === undefined ? `a ${spec.kind} param` : `the param "${spec.label}"`} is wrong. ${problem}`, { hint: 'Give it a default that a user could enter, or none.' })
  }
  return spec as Param<never>
}
