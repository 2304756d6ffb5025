import type { ParamSpecs, ParamValues } from '../shared/params.ts'
import { completeValues } from './complete-values.ts'
import type { FormJob } from './define-task.ts'
import { jobContext, type JobContext } from './job-context.ts'

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
