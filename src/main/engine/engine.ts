import type { JobId, OwnerId, PageId } from '../../shared/brand.ts'
import { checkParams } from '../../shared/check-params.ts'
import type { CallbackCall, JobSnapshot } from '../../shared/change.ts'
import type { CacheVerdict, TriggerReply } from '../../shared/contract.ts'
import { type CanceledBy, emptyReceipt, type Job, reduceJob } from '../../shared/job.ts'
import type { CallbackDescriptor } from '../../shared/task.ts'
import { callLabel } from './call-label.ts'
import { findCallback } from './find-callback.ts'
import { formCall, formValues } from './form-call.ts'
import { requireNoProblems, validateProblems } from './form-problems.ts'
import { leftRuns, type RefusedJob } from './left-runs.ts'
import { type LiveRun, liveSnapshot, newLiveRun } from './live-run.ts'
import type { CacheEntry, Ids, JobRecord, RunnableTask } from './ports.ts'
import { keyedOf } from './result-cache.ts'
import { resultRef } from './result-ref.ts'
import { instanceName, RunBook } from './run-book.ts'
import { Runner, type RunnerParts } from './runner.ts'
import { Turns } from './turns.ts'
import { unsavedNotice } from './unsaved-notice.ts'
import { Scheduler } from './scheduler.ts'

export interface EngineParts extends Omit<RunnerParts, 'book'> {
  readonly ids: Ids
  readonly ownerId: OwnerId
  /** Runs at once (G1); asked at each start, since settings change. */
  readonly jobLimit: () => number
}

interface Hit { readonly job: Job; readonly title: string; readonly call: CallbackCall; readonly entry: CacheEntry }

/** Accepts triggers, owns all job state of its process, and sees that every job ends in exactly one outcome. */
export class Engine {
  readonly #parts: EngineParts
  readonly #book = new RunBook()
  readonly #scheduler: Scheduler
  readonly #turns = new Turns()
  /** Hits that history does not have yet. */
  readonly #unwritten: Hit[] = []

  constructor(parts: EngineParts) {
    this.#parts = parts
    const runner = new Runner({ ...parts, book: this.#book }, (jobs) => { this.#scheduler.release(jobs) })
    this.#scheduler = new Scheduler({ ...parts, book: this.#book, runner })
  }

  /** Unfinished jobs of this engine. */
  get jobs(): readonly JobSnapshot[] {
    return [...this.#book.runs].flatMap((live) => [...live.jobs.values()].map((job) => liveSnapshot(live, job)))
  }

  /** A job of this engine that has not ended. */
  snapshotOf(jobId: JobId): JobSnapshot | undefined {
    const live = this.#book.ofJob(jobId)
    const job = live?.jobs.get(jobId)
    return live === undefined || job === undefined ? undefined : liveSnapshot(live, job)
  }

  /** The page of a job whose run is live; null for terminals' and unknown jobs. */
  pageOf(jobId: JobId): PageId | null { return this.#book.ofJob(jobId)?.members.get(jobId) ?? null }

  /**
   * One trigger of a callback: cached, joined, or queued after what `whenRunning` says (C5). Throws SCRIPT_* where
   * the script cannot run as it stands, BAD_ARGUMENT where a form's values cannot, and what a cache policy throws.
   */
  async trigger(call: CallbackCall): Promise<TriggerReply> {
    const { pageId, callbackId, instance } = call
    if (pageId === null) return this.#trigger(call)
    // Reading a policy takes time: without turns a slow older trigger would come after a newer one, and replace it.
    return this.#turns.take(instanceName({ pageId, callbackId, instance }), () => this.#trigger(call))
  }

  async #trigger(asked: CallbackCall): Promise<TriggerReply> {
    const task = await this.#parts.tasks.runnable(asked.taskId)
    const callback = findCallback(task, asked)
    const { params } = task.descriptor
    if (params !== null) requireNoProblems(params, checkParams(params, formValues(asked.args) ?? {}))
    const { call, secrets } = formCall(task.descriptor, asked)
    const key = await this.#parts.cache.keyOf(keyedOf(task, callback, call))
    const stored = key === null || call.fresh ? undefined : await this.#parts.cache.find(key)
    if (stored !== undefined) {
      const hit = this.#cached(call, task, { callback, entry: stored })
      this.#replace(callback, this.#ofInstance(call), hit.job)
      return hit
    }
    // A hit was valid when it was computed, by the same code: no process need say so again.
    if (params !== null) requireNoProblems(params, await validateProblems(task, { ...formValues(call.args), ...secrets }, this.#parts.pageHosts))
    const own = this.#ofInstance(call)
    const [first] = own
    if (callback.whenRunning === 'ignore' && first !== undefined) return { reply: 'ignored', by: first.id }
    const flying = key === null || call.fresh ? undefined : this.#book.withKey(key.key)
    const live = flying !== undefined && !flying.controller.signal.aborted ? flying : undefined
    const job = this.#newJob(call, callback)
    if (live !== undefined) return this.#join(live, { ...job, runId: live.run.id }, own)
    return this.#queue(newLiveRun(job, { task, callback, key, secrets, args: call.args, context: call.context }), job, own)
  }

  /** What a trigger would find in the cache, told without running anything (H11). */
  async verdict(call: CallbackCall): Promise<CacheVerdict> {
    const task = await this.#parts.tasks.runnable(call.taskId)
    return this.#parts.cache.verdict(keyedOf(task, findCallback(task, call), formCall(task.descriptor, call).call))
  }

  /**
   * Cancels one job (E2–E5): at once where it is queued or others still want its run, else when nothing of its
   * processes is left. A job of another engine is asked for by way of the store (G9). Ended jobs stay as they are.
   */
  cancel(jobId: JobId, by: CanceledBy): void {
    const live = this.#book.ofJob(jobId)
    const job = live?.jobs.get(jobId)
    if (live === undefined || job === undefined) { this.#parts.store.askCancel(jobId, by); return }
    const alone = live.jobs.size === 1
    if (alone && !this.#scheduler.remove(live)) {
      this.#update(live, reduceJob(job, { event: 'cancelAsked', by }))
      this.#book.closeKey(live)
      live.controller.abort()
      return
    }
    this.#update(live, reduceJob(job, { event: 'gone', at: this.#parts.clock.now(), by, receipt: emptyReceipt }))
    this.#scheduler.release([jobId])
  }

  /**
   * Takes queued jobs that a dead owner left, each with its own id, in their order; jobs that shared a run share it
   * again. Answers with those that cannot run any more, and why.
   */
  async adopt(records: readonly JobRecord[]): Promise<readonly RefusedJob[]> {
    const { lives, refused } = await leftRuns(this.#parts, records)
    for (const live of lives) {
      for (const job of live.jobs.values()) for (const { id } of waitsInTurn(live) ? this.#ofInstance(job) : []) live.waitsFor.add(id)
      this.#scheduler.add(live)
    }
    this.#scheduler.fill()
    return refused
  }

  /** Looks again whether something can start: another engine may have given up a slot. */
  refill(): void { this.#scheduler.fill() }

  /** Ends what runs and settles when nothing is left. Queued jobs stay queued, for the next start. */
  async stop(): Promise<void> {
    this.#writeHits()
    for (const live of [...this.#scheduler.queued]) this.#scheduler.remove(live)
    for (const { job } of this.jobs) this.cancel(job.id, 'quit')
    await this.#scheduler.idle()
  }

  #ofInstance(call: Pick<Job, 'pageId' | 'callbackId' | 'instance'>): readonly Job[] {
    return call.pageId === null ? [] : this.#book.ofInstance({ pageId: call.pageId, callbackId: call.callbackId, instance: call.instance })
  }

  #newJob(call: CallbackCall, callback: CallbackDescriptor): Job {
    const { clock, ids, ownerId } = this.#parts
    return {
      id: ids.job(), runId: ids.run(), taskId: call.taskId, callbackId: callback.id, instance: call.instance, pageId: call.pageId,
      ownerId, createdAt: clock.now(), label: callLabel(callback, call.args), priority: callback.priority, fresh: call.fresh,
      state: { status: 'queued', wait: { reason: 'starting' }, place: this.#scheduler.queued.length + 1 },
    }
  }

  #cached(call: CallbackCall, task: RunnableTask, { callback, entry }: { readonly callback: CallbackDescriptor; readonly entry: CacheEntry }): Extract<TriggerReply, { reply: 'cached' }> {
    const queued = this.#newJob(call, callback)
    const at = queued.createdAt
    const job: Job = { ...queued, state: { status: 'succeeded', startedAt: at, finishedAt: at, from: 'cache' } }
    // History can wait for a moment; the person who pressed Run should not (P3).
    this.#unwritten.push({ job, title: task.descriptor.title, call, entry })
    if (this.#unwritten.length === 1) setImmediate(() => { this.#writeHits() })
    const cached = { computedAt: entry.storedAt, tookMs: entry.tookMs }
    return { reply: 'cached', job, result: resultRef(entry.value, this.#parts.codec), cached }
  }

  /** One transaction for all of them: each is a wait for the disk. */
  #writeHits(): void {
    const { broadcaster, store } = this.#parts
    const hits = this.#unwritten.splice(0)
    if (hits.length === 0) return
    try { store.together(() => { for (const hit of hits) this.#keepHit(hit) }) } catch (thrown) {
      broadcaster.send(unsavedNotice(thrown))
      return
    }
    for (const { job, entry: { storedAt, tookMs } } of hits) broadcaster.send({ change: 'job', job, cached: { computedAt: storedAt, tookMs } })
  }

  #keepHit({ job, title, call, entry }: Hit): void {
    const { codec, store } = this.#parts
    const run = { id: job.runId, taskId: job.taskId, callbackId: job.callbackId, codeHash: null, cacheKey: null, attempt: 0 }
    store.addJobs([{ job, run, request: codec.encode({ args: call.args, context: call.context }), process: null, title }])
    const cached = { computedAt: entry.storedAt, tookMs: entry.tookMs }
    store.commitResult({ jobs: [job], runId: run.id, value: entry.value, tookMs: 0, cached })
  }

  #join(live: LiveRun, job: Job, own: readonly Job[]): TriggerReply {
    const running = live.jobs.values().next().value?.state ?? job.state
    const joined: Job = { ...job, state: running }
    this.#parts.store.addJobs([this.#record(live, joined)])
    const isNews = ![...live.members.values()].includes(job.pageId)
    this.#update(live, joined)
    const replaced = this.#replace(live.callback, own, joined)
    this.#catchUp(live, job.id, { progress: isNews || replaced.length > 0, props: isNews })
    return { reply: 'joined', job: joined, replaced }
  }

  /** What the run has shown so far, for a job that comes late (H9, F6); a page that has seen it needs it no second time. */
  #catchUp(live: LiveRun, jobId: JobId, lacks: { readonly progress: boolean; readonly props: boolean }): void {
    const { broadcaster } = this.#parts
    if (lacks.progress && live.progress !== null) broadcaster.send({ change: 'progress', jobIds: [jobId], progress: live.progress })
    if (lacks.props && live.props.size > 0) broadcaster.send({ change: 'props', jobIds: [jobId], props: { seq: live.propsSeq, value: [...live.props.values()] } })
  }

  #queue(live: LiveRun, job: Job, own: readonly Job[]): TriggerReply {
    this.#parts.store.addJobs([this.#record(live, job)])
    this.#scheduler.add(live)
    this.#parts.broadcaster.send({ change: 'job', job })
    const replaced = this.#replace(live.callback, own, job)
    if (waitsInTurn(live)) {
      // Those canceled before they started, or that only left a shared run, are over already.
      for (const { id } of own) if (this.#book.ofJob(id)?.jobs.has(id) === true) live.waitsFor.add(id)
    }
    this.#scheduler.fill()
    return { reply: 'queued', job: live.jobs.get(job.id) ?? job, replaced }
  }

  #replace(callback: CallbackDescriptor, own: readonly Job[], by: Job): readonly JobId[] {
    if (callback.whenRunning !== 'replace') return []
    const older = own.filter(({ id }) => id !== by.id)
    for (const { id } of older) this.cancel(id, 'replaced')
    return older.map(({ id }) => id)
  }

  #record(live: LiveRun, job: Job): JobRecord {
    const request = this.#parts.codec.encode({ args: live.request.args, context: live.request.context })
    return { job, run: live.run, request, process: null, title: live.task.descriptor.title }
  }

  #update(live: LiveRun, job: Job): void {
    this.#parts.store.updateJobs([job])
    this.#book.put(live, job)
    this.#parts.broadcaster.send({ change: 'job', job })
  }
}

/** True where one job of an instance waits for those before it (C5). */
function waitsInTurn({ callback: { whenRunning } }: LiveRun): boolean { return whenRunning === 'replace' || whenRunning === 'queue' }
