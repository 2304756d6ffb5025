import { computed, type ComputedRef, markRaw, shallowRef, type ShallowRef, toRaw } from 'vue'
import type { CallbackId, JobId, PageId, TaskId } from '../../shared/brand.ts'
import type { Change, JobSnapshot } from '../../shared/change.ts'
import type { Component, ComponentProps } from '../../shared/component.ts'
import type { CacheVerdict, OpenedTask } from '../../shared/contract.ts'
import { type ComponentId, idKey, type IdKey } from '../../shared/dependency.ts'
import { type ErrorInfo, toErrorInfo } from '../../shared/errors.ts'
import { busyIds } from '../../shared/page/busy-ids.ts'
import { callOfPage } from '../../shared/page/call-of-page.ts'
import { createPage } from '../../shared/page/create-page.ts'
import type { PageEffect, PageEvent } from '../../shared/page/events.ts'
import { jobsOf } from '../../shared/page/jobs-of.ts'
import { reducePage } from '../../shared/page/reduce-page.ts'
import type { LastEnd, OpenCall, PageState } from '../../shared/page/state.ts'
import { api } from '../api.ts'
import { PageIntervals } from './page-intervals.ts'
import { keptPage, pageToKeep } from './kept-page.ts'
import { PageTimers } from './page-timers.ts'
import { requestFor } from './page-requests.ts'
import { ShownProps } from './shown-props.ts'
import { steadySet } from './steady-set.ts'

/*
 * OpenPage (from usePages().find(taskId)); refs and computed refs, so use `.value` in scripts:
 *   status: ShallowRef<PageStatus>       error: ShallowRef<ErrorInfo | null> (of `failed`)    state: ShallowRef<PageState | null>
 *   pageId: ShallowRef<PageId | null>    layout: ComputedRef<Component | null>
 *   propsOf(component): ComponentProps   declared props under what callbacks and the user set; reading it in a
 *                                        render or computed re-runs that one when this component changes, and no other
 *   change(id, props)                    the user set props of a component: page.change('run', { nClicks: 1 })
 *   calls: ComputedRef<readonly OpenCall[]>   triggers not over yet: callbackId, instance, jobId, phase
 *   ends: ComputedRef<readonly LastEnd[]>     how the last call of each instance ended: error, handled, cached, jobId
 *   busy: ComputedRef<ReadonlySet<IdKey>>     components that a call on its way outputs to; another set where members change
 *   jobsOf(callbackId): readonly JobId[]      the jobs of a callback that the page waits for (reactive when read)
 *   run(callbackId, { instance?, fresh? })    runs with the arguments as they are now (Retry, Run fresh)
 *   cancel(callbackId, instance?), verdict(callbackId, instance?)   cancels this page's open jobs of a callback; what the cache would answer now
 * A page whose script breaks while it is open stays `ready`; the task's summary tells the error. Saves and cancels that main refused are notices.
 */

/** `opening`: asked for. `unready`: the script is broken, gone, or not trusted (the task's summary says which). `failed`: see `error`. */
export type PageStatus = 'opening' | 'ready' | 'unready' | 'failed'
type Described = NonNullable<OpenedTask['described']>

/** Changes within so many milliseconds are kept together. */
const saveAfter = 100
/** What a page needs of its window. */
export interface PageSurroundings {
  /** A job as the window last heard of it, for when an answer comes after the news. */
  latestOf(jobId: JobId): JobSnapshot | undefined
  /** Main refused something that the page did by itself. */
  report(error: ErrorInfo): void
}

/** One open task of this window: holds the reducer's state, feeds it, and carries out what it wants done. */
export class OpenPage {
  readonly taskId: TaskId
  readonly status: ShallowRef<PageStatus> = shallowRef('opening')
  readonly error: ShallowRef<ErrorInfo | null> = shallowRef(null)
  readonly state: ShallowRef<PageState | null> = shallowRef(null)
  readonly pageId: ShallowRef<PageId | null> = shallowRef(null)
  readonly layout: ComputedRef<Component | null> = computed(() => this.state.value?.descriptor.layout ?? null)
  readonly calls: ComputedRef<readonly OpenCall[]> = computed(() => this.state.value?.calls ?? [])
  readonly ends: ComputedRef<readonly LastEnd[]> = computed(() => this.state.value?.ends ?? [])
  readonly busy: ComputedRef<ReadonlySet<IdKey>> = steadySet(() => busyIds(this.state.value ?? { calls: [] }))
  /** What pressing Run does where the page has a Run of its own: a form shows what is wrong first. */
  readonly ownRun: ShallowRef<(() => void) | null> = shallowRef(null)
  readonly #props = new ShownProps()
  readonly #timers = new PageTimers()
  readonly #intervals = new PageIntervals((id, nIntervals) => { this.change(id, { nIntervals }) })
  readonly #around: PageSurroundings
  /** Told while the page was on its way. */
  #early: Change[] = []
  #closed = false
  #describing = 0

  constructor(taskId: TaskId, around: PageSurroundings) {
    this.taskId = taskId
    this.#around = around
    // A proxy around it could not reach its private fields.
    markRaw(this)
  }

  propsOf(component: Component): ComponentProps { return this.#props.of(component) }
  jobsOf(callbackId: CallbackId): readonly JobId[] { return jobsOf(this.state.value ?? { calls: [] }, callbackId) }

  change(id: ComponentId, props: Readonly<Record<string, unknown>>): void {
    const key = idKey(id)
    // Proxies of the window's own cannot be cloned on their way to main.
    this.dispatch({ event: 'changed', changes: Object.entries(props).map(([prop, value]) => ({ id: key, prop, value: toRaw(value) })) })
  }

  run(callbackId: CallbackId, { instance = '', fresh = false }: { readonly instance?: string; readonly fresh?: boolean } = {}): void {
    this.dispatch({ event: 'retry', callbackId, instance, fresh })
  }

  cancel(callbackId: CallbackId, instance: string | null = null): void { this.dispatch({ event: 'cancel', callbackId, instance }) }

  async verdict(callbackId: CallbackId, instance = ''): Promise<CacheVerdict> {
    const call = this.state.value === null ? undefined : callOfPage(this.state.value, callbackId, instance)
    return call === undefined ? { verdict: 'uncached' } : api.verdict(call)
  }

  /** Takes over the task's newest page that no window has, or starts a new one (C1). Never rejects: see `status`. */
  async open(): Promise<void> {
    this.status.value = 'opening'
    try {
      const opened = await api.openTask(this.taskId)
      if (this.#closed) { await api.closePage(opened.pageId); return }
      this.pageId.value = opened.pageId
      if (opened.described === null) this.status.value = 'unready'
      else await this.#begin(opened, opened.described)
    } catch (thrown) {
      this.error.value = toErrorInfo(thrown)
      this.status.value = 'failed'
    }
  }

  /** Keeps the page for being taken over and lets it go. Its jobs go on. */
  async close(): Promise<void> {
    this.flush()
    this.#closed = true
    this.#timers.endAll()
    this.#intervals.endAll()
    if (this.pageId.value !== null) await api.closePage(this.pageId.value)
  }

  /** Saves what a timer was to save: the window is about to go. */
  flush(): void { if (this.#timers.has('save')) this.#save() }

  /** Main told of a change. */
  apply(change: Change): void {
    if (change.change === 'task' && change.task.id === this.taskId) { void this.#scriptChanged(change.task.state === 'ready', change.task.codeHash); return }
    if (this.state.value === null) { if (this.status.value === 'opening') this.#early.push(change); return }
    switch (change.change) {
      case 'job': this.#jobChanged(change); return
      case 'progress': this.dispatch({ event: 'progress', jobIds: change.jobIds, progress: change.progress }); return
      case 'props': this.dispatch({ event: 'props', jobIds: change.jobIds, props: change.props }); return
      default:
    }
  }

  /** Asks for its jobs anew: some news were missed. */
  async resync(): Promise<void> {
    await Promise.all(this.calls.value.map(async ({ jobId }) => {
      const snapshot = jobId === null ? null : await api.jobSnapshot(jobId)
      if (snapshot !== null) this.#feed(snapshot)
    }))
  }

  /** One event through the reducer, and its effects out. */
  dispatch(event: PageEvent): void {
    const before = this.state.value
    if (before === null || this.#closed) return
    const [state, effects] = reducePage(before, event)
    this.#show(state)
    for (const effect of effects) this.#carryOut(effect)
  }

  async #begin({ pageId, saved, jobs, lastValues }: OpenedTask, described: Described): Promise<void> {
    const kept = saved === null ? undefined : await keptPage(saved, described)
    if (kept === undefined) {
      this.#show(createPage({ pageId, taskId: this.taskId, ...described }, lastValues))
      this.dispatch({ event: 'created' })
    } else {
      // A job can have ended just before the page was saved, and the page not have heard of it.
      const lacking = kept.calls.flatMap(({ jobId }) => jobId === null || jobs.some(({ job }) => job.id === jobId) ? [] : [jobId])
      const found = await Promise.all(lacking.map((jobId) => api.jobSnapshot(jobId)))
      if (this.#closed) return
      this.#show(kept)
      this.dispatch({ event: 'restored', jobs: [...jobs, ...found.filter((snapshot) => snapshot !== null)] })
    }
    this.status.value = 'ready'
    this.error.value = null
    const early = this.#early
    this.#early = []
    for (const change of early) this.apply(change)
  }

  async #scriptChanged(isReady: boolean, codeHash: PageState['codeHash'] | null): Promise<void> {
    this.#describing += 1
    const mine = this.#describing
    if (!isReady || this.#closed || this.state.value?.codeHash === codeHash) return
    try {
      if (this.status.value === 'unready' || this.status.value === 'failed') { await this.#reopen(); return }
      const described = await api.describeTask(this.taskId)
      if (described !== null && mine === this.#describing) this.dispatch({ event: 'described', ...described })
    } catch (thrown) { this.#around.report(toErrorInfo(thrown)) }
  }

  /** The script can be described now: its saved page, which an open without a descriptor leaves alone, is asked for. */
  async #reopen(): Promise<void> {
    this.status.value = 'opening'
    const { value: empty } = this.pageId
    this.pageId.value = null
    if (empty !== null) await api.closePage(empty)
    await this.open()
  }

  #jobChanged(change: Extract<Change, { change: 'job' }>): void {
    const { job, result, cached } = change
    if (!this.calls.value.some(({ jobId }) => jobId === job.id)) return
    // Another engine's jobs come without their results.
    if (job.state.status === 'succeeded' && result === undefined) { void this.resync(); return }
    this.dispatch({ event: 'job', job, ...(result === undefined ? {} : { result }), ...(cached === undefined ? {} : { cached }) })
  }

  #feed({ job, progress, props, result, cached }: JobSnapshot): void {
    if (progress !== null) this.dispatch({ event: 'progress', jobIds: [job.id], progress })
    const seq = this.calls.value.find(({ jobId }) => jobId === job.id)?.propsSeq ?? 0
    if (props.length > 0) this.dispatch({ event: 'props', jobIds: [job.id], props: { seq: seq + 1, value: props } })
    this.dispatch({ event: 'job', job, ...(result === null ? {} : { result }), ...(cached === null ? {} : { cached }) })
  }

  #carryOut(effect: PageEffect): void {
    switch (effect.effect) {
      case 'trigger':
      case 'light':
      case 'readValue': void this.#request(effect); return
      case 'watch': this.#timers.begin(`watch ${effect.token}`, effect.ms, () => { this.dispatch({ event: 'slow', token: effect.token }) }); return
      case 'cancel': this.#send(api.cancelJob(effect.jobId)); return
      case 'save': if (effect.now) this.#save(); else this.#timers.begin('save', saveAfter, () => { this.#save() })
    }
  }

  async #request(effect: Parameters<typeof requestFor>[0]): Promise<void> {
    const event = await requestFor(effect)
    if ('token' in event) this.#timers.end(`watch ${event.token}`)
    this.dispatch(event)
    // News of the job may have come before its id was known here.
    const jobId = event.event === 'replied' && event.reply.ok && event.reply.value.reply !== 'ignored' ? event.reply.value.job.id : null
    const latest = jobId === null ? undefined : this.#around.latestOf(jobId)
    if (latest === undefined) return
    if (latest.job.state.status === 'succeeded' && latest.result === null) await this.resync()
    else this.#feed(latest)
  }

  #send(request: Promise<void>): void { request.catch((thrown: unknown) => { this.#around.report(toErrorInfo(thrown)) }) }

  #save(): void {
    this.#timers.end('save')
    const state = this.state.value
    if (state === null || this.#closed) return
    this.#send(api.savePage(pageToKeep(state)))
  }

  #show(state: PageState): void {
    this.state.value = state
    this.#props.show(state.overlay)
    if (!this.#closed) this.#intervals.show(state)
  }
}
