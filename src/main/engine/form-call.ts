import type { CallbackCall } from '../../shared/change.ts'
import { AppError } from '../../shared/errors.ts'
import { paramId } from '../../shared/form.ts'
import { isPlainObject } from '../../shared/grouping.ts'
import type { ParamSpecs, ParamValues } from '../../shared/params.ts'
import { isSecretMark, secretMark } from '../../shared/secrets/secret-mark.ts'
import { secretNames } from '../../shared/secrets/secret-names.ts'
import { isParamShown } from '../../shared/shown-params.ts'
import type { TaskDescriptor } from '../../shared/task.ts'
import type { RunRequest } from './ports.ts'

/** Secrets by the param's name; in memory alone. */
export type Secrets = Readonly<Record<string, string>>
type Kept = Pick<CallbackCall, 'args' | 'context'>

/** A call as it may be kept, and the secrets that were taken out of it. */
export interface FormCall { readonly call: CallbackCall; readonly secrets: Secrets }

/**
 * Makes a form's call ready: params that are hidden are null, those left empty have their default, so that equal runs
 * have equal keys; secrets are taken out and a mark stands for each. Other calls stay as they are.
 */
export function formCall({ params }: Pick<TaskDescriptor, 'params'>, call: CallbackCall): FormCall {
  const given = formValues(call.args)
  if (params === null || given === undefined) return { call, secrets: {} }
  const values = completed(params, given)
  const secrets = Object.fromEntries(secretNames(params).flatMap((name) => {
    const value = values[name]
    return typeof value === 'string' && value !== '' ? [[name, value]] : []
  }))
  // Where there is none, not even a mark: what a secret field holds besides is never kept either.
  const marks = Object.fromEntries(secretNames(params).map((name) => [name, name in secrets ? secretMark : null]))
  return { call: { ...call, ...put(call, { ...values, ...marks }, marks) }, secrets }
}

/** The values of a form's params among the arguments of its `run`. */
export function formValues(args: readonly unknown[]): ParamValues | undefined {
  const values = args[1]
  return isPlainObject(values) ? values : undefined
}

/** A request with its secrets again, as the host gets it. */
export function withSecrets(request: RunRequest, secrets: Secrets): RunRequest {
  const values = formValues(request.args)
  if (values === undefined || Object.keys(secrets).length === 0) return request
  return { ...request, ...put(request, { ...values, ...secrets }, secrets), secrets: Object.values(secrets) }
}

/** Refuses what was kept of a call whose secrets are gone: it cannot run without them. */
export function requireNoSecrets({ params }: Pick<TaskDescriptor, 'params'>, args: readonly unknown[]): void {
  const lost = Object.entries(formValues(args) ?? {}).filter(([, value]) => isSecretMark(value)).map(([name]) => params?.[name]?.label ?? name)
  if (lost.length === 0) return
  throw new AppError('REFUSED', `${lost.join(' and ')} ${lost.length === 1 ? 'was' : 'were'} not kept, so this job cannot run any more`, {
    hint: 'Secrets are never stored: type it into the form again and run from there.',
  })
}

function completed(params: ParamSpecs, given: ParamValues): ParamValues {
  return Object.fromEntries(Object.entries(params).map(([name, spec]) => [name, isParamShown(params, name, given) ? given[name] ?? spec.default ?? null : null]))
}

function put({ args, context }: Kept, values: ParamValues, secrets: Readonly<Record<string, unknown>>): Kept {
  const states = Object.fromEntries(Object.entries(secrets).flatMap(([name, value]) => {
    const state = `${paramId(name)}.value`
    return state in context.states ? [[state, value]] : []
  }))
  return { args: [args[0], values, ...args.slice(2)], context: { ...context, states: { ...context.states, ...states } } }
}
