import { makeCallback, type TaskCallback } from './definition.ts'
import type { LongCallbackOptions } from './types/callback-options.ts'
import type { Returned } from './types/callback-values.ts'

/**
 * A callback whose calls are jobs: queued, each in a process of its own, cancelable, cacheable, kept in history.
 * `run` gets `setProgress` first where there is `progress`, then the inputs' and states' values.
 * @example
 * longCallback({
 *   output: Output('paragraph', 'children'),
 *   inputs: Input('run', 'nClicks'),
 *   running: [[Output('run', 'disabled'), true, false]],
 *   async run(nClicks) { return `Clicked ${nClicks} times` },
 * })
 */
export function longCallback<
  const Inputs, const State = undefined, const Output = undefined, const Running = readonly [], const Progress = undefined,
  const Result extends Returned<Output> = Returned<Output>,
>(options: LongCallbackOptions<Inputs, State, Output, Running, Progress, Result>): TaskCallback {
  return makeCallback('long', options, longCallback)
}
