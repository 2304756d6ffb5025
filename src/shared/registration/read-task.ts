import type { Component } from '../component.ts'
import { formGroupings, formLayout, formSkipped } from '../form.ts'
import { nameKind } from '../grouping.ts'
import type { TaskDescriptor } from '../task.ts'
import { checkDuplicates } from './check-duplicates.ts'
import { checkMatch } from './check-match.ts'
import { checkReferences } from './check-references.ts'
import { findCircle } from './find-circle.ts'
import { optionNames } from './option-names.ts'
import type { RawCallback, RawConfig, RawTask } from './raw-definition.ts'
import { type ReadCallback, readCallback } from './read-callback.ts'
import { readConfig } from './read-config.ts'
import { type Layout, readLayout } from './read-layout.ts'
import { type Options, readBoolean, readFunction, readOptions, readText } from './read-options.ts'
import { readParams } from './read-params.ts'
import { refusal } from './refusal.ts'

/** A task that was read: what the app keeps of it, and its callbacks with their functions. */
export interface ReadTask { readonly descriptor: TaskDescriptor; readonly callbacks: readonly ReadCallback[]; readonly task: Options; readonly config: Options }

export interface TaskSource {
  readonly task: RawTask
  readonly config: RawConfig | undefined
  /** Tells a callback from anything else in `callbacks`. */
  readonly callbackOf: (candidate: unknown) => RawCallback | undefined
}

/** Reads and checks a whole task (section A). Throws SCRIPT_REFUSED at the first thing that is wrong. */
export function readTask(source: TaskSource): ReadTask {
  const place = { label: 'The task', stack: source.task.stack }
  const config = readConfig(source.config)
  const form = isForm(source.task.options)
  const task = readOptions(place, source.task.options, form ? optionNames.formTask : optionNames.pageTask)
  const title = readText(task, 'title')
  if (title === null) throw refusal(place, 'title is missing', "Write title: '…'.")
  const description = readText(task, 'description')
  readFunction(task, 'onError')
  const parts = form ? readForm(task, config.options, config.totals) : readPage(source, task, config)
  checkTogether(parts.callbacks, parts.layout, parts.suppress)
  return {
    descriptor: {
      title, description, params: parts.params, layout: parts.layout.root, callbacks: parts.callbacks.map(({ descriptor }) => descriptor),
      suppressCallbackExceptions: parts.suppress, resources: config.totals,
      hasValidate: form && readFunction(task, 'validate') !== undefined, resultLayout: form ? readResultLayout(task) : null,
    },
    callbacks: parts.callbacks, task, config: config.options,
  }
}

/** Checked as any layout is; nothing in it can be named by a callback. */
function readResultLayout({ place, given: { resultLayout } }: Options): Component | null {
  return resultLayout === undefined ? null : readLayout(place, resultLayout).root
}

interface TaskParts { readonly params: TaskDescriptor['params']; readonly layout: Layout; readonly callbacks: readonly ReadCallback[]; readonly suppress: boolean }

function isForm(options: unknown): boolean {
  return typeof options === 'object' && options !== null && ('params' in options || ('run' in options && !('layout' in options)))
}

function readForm(task: Options, config: Options, totals: Readonly<Record<string, number>>): TaskParts {
  if (readFunction(task, 'run') === undefined) throw refusal(task.place, 'run is missing', 'Write the function that computes: run({ … }, job) { … }.')
  const params = readParams(task.place, task.given['params'])
  const { title: _title, description: _description, params: _params, validate: _validate, resultLayout: _resultLayout, ...job } = task.given
  const raw: RawCallback = {
    kind: 'long', stack: task.place.stack,
    options: { ...job, ...formGroupings(params), cacheArgsToSkip: formSkipped(job['cacheArgsToSkip'], params) },
  }
  const callback = readCallback(raw, { label: 'The task', only: true, outer: [config], totals })
  return { params, layout: readLayout(task.place, formLayout(params) satisfies Component), callbacks: [callback], suppress: false }
}

function readPage(source: TaskSource, task: Options, config: { readonly options: Options; readonly totals: Readonly<Record<string, number>> }): TaskParts {
  const { layout, callbacks } = task.given
  if (layout === undefined) throw refusal(task.place, 'layout is missing', 'Write layout and callbacks, or params and run.')
  if (!Array.isArray(callbacks)) throw refusal(task.place, `callbacks is a list of callbacks; got ${nameKind(callbacks)}`, 'Write callbacks: [longCallback({ … })].')
  const read = callbacks.map((candidate: unknown, index) => {
    const raw = source.callbackOf(candidate)
    if (raw === undefined) throw refusal(task.place, `callbacks[${index}] is ${nameKind(candidate)}; expected what longCallback() or callback() gives`)
    return readCallback(raw, { label: `callbacks[${index}]`, outer: [task, config.options], totals: config.totals })
  })
  return { params: null, layout: readLayout(task.place, layout), callbacks: read, suppress: readBoolean(task, 'suppressCallbackExceptions', false) }
}

function checkTogether(callbacks: readonly ReadCallback[], layout: Layout, suppress: boolean): void {
  checkDuplicates(callbacks)
  for (const callback of callbacks) checkMatch(callback)
  if (!suppress) checkReferences(callbacks, layout)
  const circle = findCircle(callbacks.map(({ descriptor }) => descriptor), layout.root)
  if (circle === undefined) return
  const place = callbacks.find(({ descriptor }) => descriptor === circle[0]?.callback)?.place ?? { label: 'The task', stack: undefined }
  const [only] = circle
  if (only !== undefined && circle.length === 1) throw refusal(place, `it writes ${only.prop} while it runs, and ${only.prop} is its own Input, so it would run for ever`, 'Make that Input a State.')
  throw refusal(place, `the callbacks run in a circle: ${circle.map(({ callback, prop }) => `"${callback.id}" writes ${prop}`).join(' → ')} → "${only?.callback.id ?? ''}"`,
    'Make one of the Inputs on the way a State.')
}
