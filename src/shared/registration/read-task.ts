import type { Component } from '../component.ts'
import { AppError, toErrorInfo } from '../errors.ts'
import { formGroupings, formLayout, formSkipped } from '../form.ts'
import type { TaskDescriptor } from '../task.ts'
import { checkDuplicates } from './check-duplicates.ts'
import { checkInherited } from './check-inherited.ts'
import { checkLogs } from './check-logs.ts'
import { checkMatch } from './check-match.ts'
import { checkReferences } from './check-references.ts'
import { findCircle } from './find-circle.ts'
import { nameGiven } from './name-given.ts'
import { optionNames } from './option-names.ts'
import type { RawCallback, RawConfig, RawTask } from './raw-definition.ts'
import { type ReadCallback, readCallback } from './read-callback.ts'
import { readConfig } from './read-config.ts'
import { type Layout, readLayout } from './read-layout.ts'
import { readList } from './read-list.ts'
import { type Options, readBoolean, readFunction, readOptions, readText } from './read-options.ts'
import { readParams } from './read-params.ts'
import { type Place, refusal } from './refusal.ts'

/** A task that was read: what the app keeps of it, and its callbacks with their functions. */
export interface ReadTask { readonly descriptor: TaskDescriptor; readonly callbacks: readonly ReadCallback[]; readonly task: Options; readonly config: Options }

export interface TaskSource {
  readonly task: RawTask
  readonly config: RawConfig | undefined
  /** Tells a callback from anything else in `callbacks`. */
  readonly callbackOf: (candidate: unknown) => RawCallback | undefined
}

/** Reads and checks a whole task (section A). Throws SCRIPT_REFUSED, and nothing else, at the first thing that is wrong. */
export function readTask(source: TaskSource): ReadTask {
  const place = { label: 'The task', stack: source.task.stack }
  try { return readWhole(place, source) } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'SCRIPT_REFUSED') throw thrown
    throw refusal(place, `it cannot be read: ${messageOf(thrown)}`, 'Options and layouts are plain objects, arrays and values: no getters that throw, nothing that holds itself.')
  }
}

/** A script may throw what cannot even be looked at. */
function messageOf(thrown: unknown): string {
  try { return toErrorInfo(thrown).message } catch { return 'something threw what cannot be read' }
}

function readWhole(place: Place, source: TaskSource): ReadTask {
  const config = readConfig(source.config)
  const form = isForm(source.task.options)
  const task = readOptions(place, source.task.options, form ? optionNames.formTask : optionNames.pageTask)
  const title = readText(task, 'title')
  if (title === null) throw refusal(place, 'title is missing', "Write title: '…'.")
  const description = readText(task, 'description')
  checkInherited(task)
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
  return resultLayout === undefined ? null : readLayout(place, resultLayout, 'resultLayout').root
}

interface TaskParts { readonly params: TaskDescriptor['params']; readonly layout: Layout; readonly callbacks: readonly ReadCallback[]; readonly suppress: boolean }

function isForm(options: unknown): boolean {
  return typeof options === 'object' && options !== null && ('params' in options || ('run' in options && !('layout' in options)))
}

function readForm(task: Options, config: Options, totals: Readonly<Record<string, number>>): TaskParts {
  if (readFunction(task, 'run') === undefined) throw refusal(task.place, 'run is missing', 'Write the function that computes: run({ … }, job) { … }.')
  const params = readParams(task.place, task.given['params'])
  const { title: _title, description: _description, params: _params, validate: _validate, resultLayout: _resultLayout, ...job } = task.given
  const skipped = job['cacheArgsToSkip'] === undefined ? undefined : readList(task.place, 'cacheArgsToSkip', job['cacheArgsToSkip'])
  const raw: RawCallback = {
    kind: 'long', stack: task.place.stack,
    options: { ...job, ...formGroupings(params), cacheArgsToSkip: formSkipped(skipped, params) },
  }
  const callback = readCallback(raw, { label: 'The task', only: true, outer: [config], totals })
  return { params, layout: readLayout(task.place, formLayout(params) satisfies Component, 'form'), callbacks: [callback], suppress: false }
}

function readPage(source: TaskSource, task: Options, config: { readonly options: Options; readonly totals: Readonly<Record<string, number>> }): TaskParts {
  const { layout, callbacks } = task.given
  if (layout === undefined) throw refusal(task.place, 'layout is missing', 'Write layout and callbacks, or params and run.')
  if (!Array.isArray(callbacks)) throw refusal(task.place, `callbacks is a list of callbacks; got ${nameGiven(callbacks)}`, 'Write callbacks: [longCallback({ … })].')
  const read = readList(task.place, 'callbacks', callbacks).map((candidate, index) => {
    const raw = source.callbackOf(candidate)
    if (raw === undefined) throw refusal(task.place, `callbacks[${index}] is ${nameGiven(candidate)}; expected what longCallback() or callback() gives`, 'Write callbacks: [longCallback({ … })].')
    return readCallback(raw, { label: `callbacks[${index}]`, outer: [task, config.options], totals: config.totals })
  })
  const whole = readLayout(task.place, layout)
  checkLogs(task.place, whole, read)
  return { params: null, layout: whole, callbacks: read, suppress: readBoolean(task, 'suppressCallbackExceptions', false) }
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
