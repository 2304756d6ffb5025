import { brandAs, type CallbackId } from '../../shared/brand.ts'
import { checkParams } from '../../shared/check-params.ts'
import { AppError, fromErrorInfo } from '../../shared/errors.ts'
import { isPlainObject } from '../../shared/grouping.ts'
import type { ParamProblem, ParamSpecs, ParamValues } from '../../shared/params.ts'
import { Mask } from '../../shared/secrets/mask.ts'
import { maskError } from '../../shared/secrets/mask-error.ts'
import { maskValue } from '../../shared/secrets/mask-value.ts'
import { secretNames } from '../../shared/secrets/secret-names.ts'
import type { PageHosts, RunnableTask } from './ports.ts'

/**
 * What the script's `validate` says of values that are each right by themselves; nothing where it has none. Throws what
 * `validate` threw, and HOST_FAILED where it does not answer in time.
 */
export async function validateProblems({ bundle, descriptor }: RunnableTask, values: ParamValues, pageHosts: PageHosts): Promise<readonly ParamProblem[]> {
  if (!descriptor.hasValidate || descriptor.params === null) return []
  const mask = new Mask(secretNames(descriptor.params).flatMap((name) => (typeof values[name] === 'string' ? [values[name]] : [])))
  const answer = await pageHosts.call(bundle, { call: 'validate', callbackId: brandAs<CallbackId>('run'), values })
  if (!answer.ok) throw fromErrorInfo(maskError(mask, answer.error))
  return readProblems(maskValue(mask, answer.value))
}

/** Every problem of a form's values: first of each by itself; where there is none, what `validate` says of them together. */
export async function formProblems(task: RunnableTask, values: ParamValues, pageHosts: PageHosts): Promise<readonly ParamProblem[]> {
  const problems = checkParams(task.descriptor.params ?? {}, values)
  return problems.length > 0 ? problems : validateProblems(task, values, pageHosts)
}

/** Throws BAD_ARGUMENT with all problems on it, where there are any. */
export function requireNoProblems(params: ParamSpecs, problems: readonly ParamProblem[]): void {
  if (problems.length === 0) return
  const words = problems.map(({ param, message }) => (param === null ? message : `${params[param]?.label ?? param}: ${message}`))
  throw new AppError('BAD_ARGUMENT', words.join(' '), { problems, hint: 'Change the values and run again.' })
}

/** What a host says is unknown until it was looked at. */
function readProblems(said: unknown): readonly ParamProblem[] {
  const items: readonly unknown[] = Array.isArray(said) ? said : []
  return items.flatMap((item) => {
    if (!isPlainObject(item) || typeof item['message'] !== 'string') return []
    return [{ param: typeof item['param'] === 'string' ? item['param'] : null, message: item['message'] }]
  })
}
