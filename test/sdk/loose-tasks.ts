import { AppError } from '../../src/shared/errors.ts'
import { describeTask } from '../../src/sdk/internal.ts'
import { defineConfig, defineTask, html, Input, longCallback, Output } from '../../src/sdk/index.ts'

type Loose = Readonly<Record<string, unknown>>
// Scripts in JavaScript have no compiler to stop them: tests define tasks as loosely as those can.
const looseCallback = longCallback as unknown as (options: Loose) => ReturnType<typeof longCallback>
const looseTask = defineTask as unknown as (options: Loose) => ReturnType<typeof defineTask>

/** A page with the ids run, cancel, bar, p, q and name. */
export const page = html.div([
  html.button('Run', { id: 'run' }), html.button('Cancel', { id: 'cancel' }), html.progress({ id: 'bar' }), html.p('', { id: 'p' }), html.p('', { id: 'q' }),
])
const start = { inputs: Input('run', 'nClicks'), output: Output('p', 'children'), run: () => null }

/** What describing a task with such callbacks says; fails where nothing is refused. */
export function refusedCallbacks(callbacks: readonly Loose[], more: Loose = {}): AppError {
  return refusedTask({ title: 'T', layout: page, callbacks: callbacks.map((each) => looseCallback({ ...start, ...each })), ...more })
}

export function refusedTask(options: Loose, config?: Loose): AppError {
  try {
    describeTask(looseTask(options), config === undefined ? undefined : (defineConfig as (given: Loose) => unknown)(config))
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('Nothing was refused')
}

/** The descriptor of a task with such callbacks. */
export function described(callbacks: readonly Loose[], more: Loose = {}) {
  return describeTask(looseTask({ title: 'T', layout: page, callbacks: callbacks.map((each) => looseCallback({ ...start, ...each })), ...more }), undefined)
}
