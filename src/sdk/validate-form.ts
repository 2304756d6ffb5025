import { checkParams } from '../shared/check-params.ts'
import { AppError } from '../shared/errors.ts'
import { isPlainObject, nameKind } from '../shared/grouping.ts'
import type { ParamProblem, ParamSpecs, ParamValues } from '../shared/params.ts'
import { completeValues } from './complete-values.ts'

/** What a script's `validate` is asked about. */
export interface FormCheck { readonly params: ParamSpecs; readonly values: ParamValues; readonly scriptDir: string }

/**
 * Every problem of a form's values: first of each by itself; where there is none, what `validate` says of them together.
 * Throws WRONG_SHAPE where `validate` answers with something else than problems.
 */
export async function validateForm(validate: ((values: ParamValues) => unknown) | undefined, { params, values, scriptDir }: FormCheck): Promise<readonly ParamProblem[]> {
  const problems = checkParams(params, values)
  if (problems.length > 0 || validate === undefined) return problems
  return readProblems(params, await validate(completeValues(params, values, scriptDir)))
}

function readProblems(params: ParamSpecs, said: unknown): readonly ParamProblem[] {
  if (said === undefined || said === null || said === '') return []
  if (typeof said === 'string') return [{ param: null, message: said }]
  if (!isPlainObject(said)) throw wrong(nameKind(said))
  return Object.entries(said).flatMap(([param, message]) => {
    if (message === undefined || message === null || message === '') return []
    if (!Object.hasOwn(params, param)) throw wrong(`a problem of "${param}", which is no param`)
    if (typeof message !== 'string') throw wrong(`${nameKind(message)} for "${param}"`)
    return [{ param, message }]
  })
}

function wrong(got: string): AppError {
  return new AppError('WRONG_SHAPE', `validate gives text about the form, or an object of text by param; got ${got}`, { hint: "Write return { to: 'Must be after from.' }, or nothing where all is well." })
}
