import { makeCallback, type TaskCallback } from './definition.ts'
import type { LightCallbackOptions } from './types/callback-options.ts'
import type { Returned } from './types/callback-values.ts'

/**
 * A callback for light work: it runs at once in the page's own process and answers within 30 s. No progress, cancel or cache.
 * @example
 * callback({
 *   output: Output('details', 'hidden'),
 *   inputs: Input('show', 'nClicks'),
 *   run: (nClicks) => (nClicks ?? 0) % 2 === 0,
 * })
 */
export function callback<
  const Inputs, const State = undefined, const Output = undefined, const Running = readonly [], const Result extends Returned<Output> = Returned<Output>,
>(options: LightCallbackOptions<Inputs, State, Output, Running, Result>): TaskCallback {
  return makeCallback('light', options, callback)
}
