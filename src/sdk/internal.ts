import type { CallbackId } from '../shared/brand.ts'
import { AppError } from '../shared/errors.ts'
import { groupingFits } from '../shared/grouping-fits.ts'
import { nameKind } from '../shared/grouping.ts'
import type { ParamValues } from '../shared/params.ts'
import { cacheByEntries } from '../shared/registration/read-cache-by.ts'
import { checkValue } from '../shared/registration/check-value.ts'
import type { ReadCallback } from '../shared/registration/read-callback.ts'
import { type ReadTask, readTask } from '../shared/registration/read-task.ts'
import type { TaskDescriptor } from '../shared/task.ts'
import { rawCallbackOf, rawConfigOf, rawTaskOf } from './definition.ts'
import { runForm } from './form-run.ts'
import { isNoUpdate } from './no-update.ts'
import type { RunnableCallback } from './types/runnable-callback.ts'
import { validateForm } from './validate-form.ts'

export { type JobContext, jobContextKey, type JobContextReader } from './job-context.ts'
export { isNoUpdate } from './no-update.ts'
export { isPreventUpdate } from './prevent-update.ts'
export type { RunnableCallback } from './types/runnable-callback.ts'

/** What a script defines, checked (section A). Throws SCRIPT_REFUSED at the first thing that is wrong. */
export function describeTask(task: unknown, config: unknown): TaskDescriptor {
  return read(task, config).descriptor
}

/** One callback of a script, to run it. Throws NOT_FOUND where the script has no callback with this id. */
export function callbackOf(task: unknown, config: unknown, id: CallbackId): RunnableCallback {
  const whole = read(task, config)
  const callback = whole.callbacks.find(({ descriptor }) => descriptor.id === id)
  if (callback === undefined) {
    throw new AppError('NOT_FOUND', `The script has no callback "${id}"`, { hint: `It has: ${whole.callbacks.map(({ descriptor }) => descriptor.id).join('; ')}.` })
  }
  return runnable(whole, callback)
}

/** The last reading of each task: a host describes once, then asks for each call. */
const readings = new WeakMap<object, { readonly config: unknown; readonly whole: ReadTask }>()

function read(task: unknown, config: unknown): ReadTask {
  const raw = rawTaskOf(task)
  if (raw === undefined) {
    const hint = 'End it with: export default defineTask({ … }).'
    throw task === undefined ? new AppError('SCRIPT_REFUSED', 'The script has no default export', { hint })
      : new AppError('SCRIPT_REFUSED', `The default export is ${nameKind(task)}; expected what defineTask() gives`, { hint })
  }
  const rawConfig = rawConfigOf(config)
  if (config !== undefined && rawConfig === undefined) {
    throw new AppError('SCRIPT_REFUSED', `simmer.config: the default export is ${nameKind(config)}; expected what defineConfig() gives`, { hint: 'Write: export default defineConfig({ … }).' })
  }
  const known = readings.get(raw)
  if (known !== undefined && known.config === rawConfig) return known.whole
  const whole = readTask({ task: raw, config: rawConfig, callbackOf: rawCallbackOf })
  readings.set(raw, { config: rawConfig, whole })
  return whole
}

function runnable({ descriptor: { params }, task, config }: ReadTask, { descriptor, options }: ReadCallback): RunnableCallback {
  const levels = [options, task, config]
  const own = options.given['run'] as (...args: readonly unknown[]) => unknown
  const run = params === null ? own : runForm(params, own)
  const onError = levels.map(({ given }) => given['onError']).find((each) => each !== undefined) as RunnableCallback['onError']
  const entries = cacheByEntries(levels.map(({ given }) => given['cacheBy'])) ?? []
  const { output, progress } = descriptor
  const fits = progress === null ? undefined : groupingFits(progress, isNoUpdate)
  const checkProgress = (value: unknown): void => {
    if (progress !== null && fits?.(value) === false) checkValue({ what: 'The progress value', grouping: progress, accepts: isNoUpdate }, value)
  }
  return {
    descriptor,
    run: (setProgress, args) => (progress === null ? run(...args) : run((value: unknown) => { checkProgress(value); setProgress?.(value) }, ...args)),
    policies: descriptor.cacheBy === null ? [] : entries.map((entry) => (typeof entry === 'function' ? entry as () => unknown : undefined)),
    validate: (values, scriptDir) => validateForm(task.given['validate'] as ((values: ParamValues) => unknown) | undefined, { params: params ?? {}, values, scriptDir }),
    ...(onError === undefined ? {} : { onError }),
    checkResult: (value) => { if (output !== null) checkValue({ what: 'The result', grouping: output, accepts: isNoUpdate }, value) },
    checkProgress,
  }
}
