import { AppError } from '../shared/errors.ts'
import { checkParams, type ParamSpecs, type ParamValues } from '../shared/params.ts'
import type { FormJob } from './define-task.ts'
import { jobContext, type JobContext } from './job-context.ts'
import { resolvePath } from './resolve-path.ts'

/** Makes of a form's `run(values, job)` the function of its long callback: `(setProgress, nClicks, values)`. */
export function runForm(params: ParamSpecs, run: (...args: readonly unknown[]) => unknown): (...args: readonly unknown[]) => unknown {
  return (setProgress, _nClicks, given) => {
    const context = jobContext()
    const values = completeValues(params, given as ParamValues, context.scriptDir)
    let lastMessage: string | null = null
    const progress: FormJob['progress'] = (fraction, message) => {
      // Kept, since a value that follows at once may be the only one that is delivered.
      if (message !== undefined) lastMessage = message;
      (setProgress as (value: readonly unknown[]) => void)([fraction, lastMessage])
    }
    return run(values, withProgress(context, progress))
  }
}

/** Defaults for what was left empty; paths made absolute. Throws BAD_ARGUMENT where a value does not fit its param. */
function completeValues(params: ParamSpecs, given: ParamValues, scriptDir: string): ParamValues {
  const problems = checkParams(params, given)
  if (problems.length > 0) {
    throw new AppError('BAD_ARGUMENT', problems.map(({ param, message }) => `${params[param]?.label ?? param}: ${message}`).join(' '))
  }
  return Object.fromEntries(Object.entries(params).map(([name, spec]) => {
    const value = given[name] ?? spec.default ?? null
    const isPath = spec.kind === 'file' || spec.kind === 'folder'
    return [name, isPath && typeof value === 'string' && value !== '' ? resolvePath(scriptDir, value) : value]
  }))
}

/** The context with `progress` on it. Nothing is copied: reading `signal` tells the host that the script uses it. */
function withProgress(context: JobContext, progress: FormJob['progress']): FormJob {
  return new Proxy(context, {
    get(target, key) {
      if (key === 'progress') return progress
      const member: unknown = Reflect.get(target, key, target)
      return typeof member === 'function' ? member.bind(target) as unknown : member
    },
    has: (target, key) => key === 'progress' || key in target,
  }) as FormJob
}
