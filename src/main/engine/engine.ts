import type { JobId, OwnerId, PageId } from '../../shared/brand.ts'
import { checkParams } from '../../shared/check-params.ts'
import type { CallbackCall, JobSnapshot } from '../../shared/change.ts'
import type { CacheVerdict, CallbackCalls, TriggerReply } from '../../shared/contract.ts'
import { type CanceledBy, emptyReceipt, type Job, reduceJob } from '../../shared/job.ts'
import type { CallbackDescriptor } from '../../shared/task.ts'
import { catchUp } from './catch-up.ts'
import { findCallback } from './find-callback.ts'
import { formCall, formValues } from './form-call.ts'
import { requireNoProblems, validateProblems } from './form-problems.ts'
import { Guests } from './guests.ts'
import { Hits } from './hits.ts'
import { leftRuns, type RefusedJob } from './left-runs.ts'
import { type LiveRun, liveSnapshot, newLiveRun } from './live-run.ts'
import { type CalledMany, callMany } from './many-calls.ts'
import { mustBeOver } from './must-be-over.ts'
import { newJob } from './new-job.ts'
import type { Ids, JobRecord } from './ports.ts'
import { QueueDesk } from './queue-desk.ts'
import { keyedOf } from './result-cache.ts'
import { instanceName, RunBook } from './run-book.ts'
import { Runner, type RunnerParts } from './runner.ts'
import { Turns } from './turns.ts'
import { Verdicts } from './verdicts.ts'
import { Visits } from './visits.ts'
import { Scheduler } from './scheduler.ts'
import { waitsInTurn } from './waits-in-turn.ts'

export interface EngineParts extends Omit<RunnerParts, 'book' | 'guests'> {
  readonly ids: Ids
  readonly ownerId: OwnerId
  /** Runs at once (G1); asked at each start, since settings change. */
  readonly jobLimit: () => number
}

/** Accepts triggers, owns all job state of its process, and sees that every job ends in exactly one outcome. */
export class Engine {
  readonly queue: QueueDesk
  readonly #parts: EngineParts
  readonly #book = new RunBook()
  readonly #scheduler: Scheduler
  readonly #guests: Guests
  readonly #visits: Visits
  readonly #turns = new Turns()
  readonly #verdicts = new Verdicts()
  readonly #hits: Hits

  constructor(parts: EngineParts) {
    this.#parts = parts
    const over = (jobs: readonly JobId[]): void => { this.#scheduler.release(jobs) }
    this.#hits = new Hits(parts)
    this.#guests = new Guests({ ...parts, book: this.#book })
    this.#visits = new Visits({ ...parts, book: this.#book, over, takeHome: (live) => { this.#takeHome(live) } })
    const runner = new Runner({ ...parts, book: this.#book, guests: this.#guests }, over)
    this.#scheduler = new Scheduler({ ...parts, book: this.#book, runner })
    this.queue = new QueueDesk({ ...parts, book: this.#book, scheduler: this.#scheduler, cancelOne: this.cancel.bind(this) })
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
      const hit = this.#hits.answer(newJob(this.#parts, call, { task, callback }), { title: task.descriptor.title, call, entry: stored })
      this.#replace(callback, this.#ofInstance(call), hit.job)
      return hit
    }
    // A hit was valid when it was computed, by the same code: no process need say so again.
    if (params !== null) requireNoProblems(params, await validateProblems(task, { ...formValues(call.args), ...secrets }, this.#parts.pageHosts))
    const own = this.#ofInstance(call)
    const [first] = own
    if (callback.whenRunning === 'ignore' && first !== undefined) return { reply: 'ignored', by: first.id }
    const flying = key === null || call.fresh ? undefined : this.#book.withKey(key.key)
    // Whether a run of another engine can still be joined is decided as the job is saved.
    const live = flying?.host === null && !flying.controller.signal.aborted ? flying : undefined
    const job = newJob(this.#parts, call, { task, callback })
    if (live !== undefined) return this.#join(live, { ...job, runId: live.run.id }, own)
    return this.#queue(newLiveRun(job, { task, callback, key, secrets, args: call.args, context: call.context }), job, own)
  }

  /** Queues many calls of one callback at once, or tells what is wrong with which of them. Throws as {@link trigger} does. */
  async triggerMany(asked: CallbackCalls): Promise<CalledMany> {
    const task = await this.#parts.tasks.runnable(asked.taskId)
    const parts = { ...this.#parts, book: this.#book, scheduler: this.#scheduler, record: this.#record.bind(this) }
    const join = (live: LiveRun, job: Job): Job => this.#join(live, { ...job, runId: live.run.id }, []).job
    return callMany({ ...parts, join, hits: this.#hits }, { task, callback: findCallback(task, asked) }, asked)
  }

  /** What a trigger would find in the cache, told without running anything (H11). */
  async verdict(call: CallbackCall): Promise<CacheVerdict> {
    const place = JSON.stringify([call.pageId, call.callbackId, call.instance])
    return this.#verdicts.of(place, async (signal) => {
      const task = await this.#parts.tasks.runnable(call.taskId)
      return this.#parts.cache.verdict(keyedOf(task, findCallback(task, call), formCall(task.descriptor, call).call), signal)
    })
  }

  /**
   * Cancels one job (E2–E5): at once where it is queued or others still want its run, else when nothing of its
   * processes is left. A job of another engine is asked for by way of the store (G9). Ended jobs stay as they are.
   */
  cancel(jobId: JobId, by: CanceledBy): void {
    const live = this.#book.ofJob(jobId)
    const job = live?.jobs.get(jobId)
    if (live === undefined || job === undefined) this.#parts.store.askCancel(jobId, { by, force: false })
    else if (live.host !== null) this.#visits.leave(live, job, by)
    // Another engine's job may be joining: either it has and keeps the run, or it finds the run gone.
    else if (live.key !== null) this.#parts.store.together(() => { this.#guests.welcome(); this.#leave(live, job, by) })
    else this.#leave(live, job, by)
  }

  #leave(live: LiveRun, job: Job, by: CanceledBy): void {
    const alone = live.jobs.size === 1
    if (alone && !this.#scheduler.remove(live)) {
      this.#update(live, reduceJob(job, { event: 'cancelAsked', by }))
      this.#book.closeKey(live)
      live.controller.abort()
      return
    }
    this.#update(live, reduceJob(job, { event: 'gone', at: this.#parts.clock.now(), by, receipt: emptyReceipt }))
    this.#scheduler.release([job.id])
  }

  /** Ends the grace of a job that is being canceled: what is left of it is killed at once. Other jobs go on. */
  force(jobId: JobId, by: CanceledBy = 'user'): void {
    const job = this.#book.ofJob(jobId)?.jobs.get(jobId)
    if (job === undefined) this.#parts.store.askCancel(jobId, { by, force: true })
    else if (job.state.status === 'canceling') this.#parts.backend.endGrace(job.runId)
  }

  /** Starts nothing until `work` is over: for jobs that this engine owns in the store before it knows them. */
  async rest<T>(work: () => Promise<T>): Promise<T> { return this.#scheduler.rest(work) }
  /** Gives up all that waits here, for other engines or the next start. */
  leaveQueue(): void { this.#scheduler.leave() }

  /** Within {@link rest}, takes queued jobs that a dead owner left, in their order. Answers with those that cannot run any more, and why. */
  async adopt(records: readonly JobRecord[]): Promise<readonly RefusedJob[]> {
    const { lives, refused } = await leftRuns(this.#parts, records)
    for (const live of lives) {
      for (const job of live.jobs.values()) for (const { id } of waitsInTurn(live) ? this.#ofInstance(job) : []) live.waitsFor.add(id)
      this.#scheduler.adopt(live)
    }
    return refused
  }

  /** Looks at what other engines did: how they arranged the queue, who joined or left a shared run (H9), whether a slot came free. */
  lookAround(): void {
    this.queue.look()
    this.#guests.welcome()
    this.#visits.look()
    this.#scheduler.fill()
  }

  /** Ends what runs and settles when nothing is left. Queued jobs stay in the queue, for other engines or the next start. */
  async stop(): Promise<void> {
    this.#hits.write()
    this.#guests.welcome()
    for (const live of this.#book.runs) this.#guests.sendHome(live)
    this.#scheduler.leave()
    for (const { job } of this.jobs) this.cancel(job.id, 'quit')
    await this.#scheduler.idle()
  }

  #ofInstance(call: Pick<Job, 'pageId' | 'callbackId' | 'instance'>): readonly Job[] {
    return call.pageId === null ? [] : this.#book.ofInstance({ pageId: call.pageId, callbackId: call.callbackId, instance: call.instance })
  }

  #join(live: LiveRun, job: Job, own: readonly Job[]): Extract<TriggerReply, { reply: 'joined' | 'queued' }> {
    const running = live.jobs.values().next().value?.state ?? job.state
    const joined: Job = { ...job, state: running }
    this.#parts.store.addJobs([this.#record(live, joined)])
    const isNews = ![...live.members.values()].includes(job.pageId)
    this.#update(live, joined)
    const replaced = this.#replace(live.callback, own, joined)
    catchUp(this.#parts.broadcaster, live, { jobId: job.id, progress: isNews || replaced.length > 0, props: isNews })
    return { reply: 'joined', job: joined, replaced }
  }

  #queue(live: LiveRun, job: Job, own: readonly Job[]): TriggerReply {
    for (const { id } of mustBeOver(live.callback, own, this.#book)) live.waitsFor.add(id)
    const [after = null] = live.waitsFor
    const record = this.#record(live, reduceJob(job, { event: 'behind', after }))
    const visit = live.key === null || job.fresh ? { job: this.#parts.store.addJobs([record])[0] ?? job } : this.#visits.join(live, record)
    if ('live' in visit) return { reply: 'joined', job: visit.job, replaced: this.#replace(live.callback, own, visit.job) }
    const { job: saved } = visit
    live.jobs.set(saved.id, saved)
    this.#scheduler.add(live)
    this.#parts.broadcaster.send({ change: 'job', job: saved })
    const replaced = this.#replace(live.callback, own, saved)
    this.#scheduler.fill()
    return { reply: 'queued', job: live.jobs.get(job.id) ?? saved, replaced }
  }

  /** A job that another engine's end left without its run: joined to another of the same key, or queued here. */
  #takeHome(live: LiveRun): void {
    const [job] = live.jobs.values()
    if (job === undefined) return
    const flying = live.key === null ? undefined : this.#book.withKey(live.key.key)
    if (flying?.host === null && !flying.controller.signal.aborted) this.#join(flying, { ...job, runId: flying.run.id }, [])
    else this.#queue(live, job, [])
  }

  #replace(callback: CallbackDescriptor, own: readonly Job[], by: Job): readonly JobId[] {
    if (callback.whenRunning !== 'replace') return []
    const older = own.filter(({ id }) => id !== by.id).map(({ id }) => id)
    for (const id of older) this.cancel(id, 'replaced')
    return older
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
