import type { Component } from '../shared/component.ts'
import { makeTask, type Task, type TaskCallback } from './definition.ts'
import type { JobContext } from './job-context.ts'
import type { Param, ParamTableValues } from './param.ts'
import type { InheritedOptions, JobOptions } from './types/callback-options.ts'

interface TaskHead {
  /** The name in the list and at the head of the page. */
  readonly title: string
  /** One or two sentences for the list and the head of the page. */
  readonly description?: string
}

/** The running job of a task with params. */
export interface FormJob extends JobContext {
  /** Tells how far the job is: a fraction from 0 to 1, or null where that is unknown, and what it is at. */
  progress(fraction: number | null, message?: string): void
}

/** What `validate` may say: nothing, text about the form, or text by param. */
export type FormProblems<Params> = string | { readonly [Name in keyof Params]?: string | null | undefined } | null | undefined

/** A task with params: the page with form, Run, Cancel, progress and result is made from them. */
export interface FormTaskOptions<Params> extends TaskHead, Omit<JobOptions, 'cacheArgsToSkip'> {
  /** The fields of the form, by name. */
  readonly params?: Params & Readonly<Record<string, Param<unknown>>>
  /** Params that no key covers. */
  readonly cacheArgsToSkip?: keyof Params | readonly (keyof Params)[]
  /**
   * Checks the values together, before anything is queued: text tells what is wrong with the form, an object what is
   * wrong with each param; nothing where all is well. Runs in the page's own process, so it should be quick.
   */
  validate?(values: ParamTableValues<Params>): FormProblems<Params> | Promise<FormProblems<Params>>
  /** How the result is laid out; `part('rows')` stands for a part of it. By default it is drawn by what it is. */
  readonly resultLayout?: Component
  /** The work, in a process of its own. What it returns is the result; `job` tells progress and of cancel. */
  run(values: ParamTableValues<Params>, job: FormJob): unknown
}

/** A task with a layout and callbacks of its own. */
export interface PageTaskOptions extends TaskHead, InheritedOptions {
  /** The page: one component, with others inside. */
  readonly layout: Component
  /** What `longCallback` and `callback` gave. */
  readonly callbacks: readonly TaskCallback[]
  /** Callbacks may name components that are not in the layout yet. */
  readonly suppressCallbackExceptions?: boolean
}

/**
 * Makes a script's default export: a task with `params`, whose page is made for it, or one with a `layout` and `callbacks`.
 * @example
 * export default defineTask({
 *   title: 'Sum',
 *   params: { a: number({ default: 1 }), b: number({ default: 2 }) },
 *   run: ({ a, b }) => a + b,
 * })
 * @example
 * export default defineTask({
 *   title: 'Clicks',
 *   layout: html.div([html.p('', { id: 'text' }), html.button('Run', { id: 'run' })]),
 *   callbacks: [longCallback({ output: Output('text', 'children'), inputs: Input('run', 'nClicks'), run: (n) => `${n} clicks` })],
 * })
 */
export function defineTask<const Params = object>(options: FormTaskOptions<Params>): Task
export function defineTask(options: PageTaskOptions): Task
export function defineTask(options: unknown): Task { return makeTask(options, defineTask) }
