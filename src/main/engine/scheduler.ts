import type { JobId, OwnerId, RunId } from '../../shared/brand.ts'
import { type ErrorInfo, toErrorInfo } from '../../shared/errors.ts'
import { isEnded, type Job, reduceJob } from '../../shared/job.ts'
import type { LiveRun } from './live-run.ts'
import type { RunBook } from './run-book.ts'
import type { Runner, RunnerParts } from './runner.ts'
import { unsavedNotice } from './unsaved-notice.ts'

export interface SchedulerParts extends Pick<RunnerParts, 'store' | 'broadcaster' | 'clock' | 'backend'> {
  readonly book: RunBook
  readonly runner: Runner
  readonly ownerId: OwnerId
  readonly jobLimit: () => number
}

/** Starts this engine's runs as the queue, which all engines share in the store, comes to them (G1, G9). */
export class Scheduler {
  readonly #parts: SchedulerParts
  readonly #queued = new Set<LiveRun>()
  /** Those of them that wait for another job to be over. */
  readonly #behind = new Set<LiveRun>()
  readonly #running = new Set<LiveRun>()
  #resting = 0
  #filling = false
  #drained: (() => void) | null = null

  constructor(parts: SchedulerParts) { this.#parts = parts }

  /** Runs at once, at most. */
  get limit(): number { return Math.min(this.#parts.jobLimit(), this.#parts.backend.capacity) }
  get queued(): ReadonlySet<LiveRun> { return this.#queued }

  /** Takes a run whose jobs are saved as queued. */
  add(live: LiveRun): void {
    this.#parts.book.add(live)
    this.#queued.add(live)
    if (live.waitsFor.size > 0) this.#behind.add(live)
  }

  /** As {@link add}, of a run that another engine queued: what it waits for may be over, or another job now. */
  adopt(live: LiveRun): void {
    this.add(live)
    const [after = null] = live.waitsFor
    if ([...live.jobs.values()].some(({ state }) => state.status === 'queued' && state.after !== after)) this.#putBehind(live, after)
  }

  /** Takes a run out before it started. False: it is running. */
  remove(live: LiveRun): boolean {
    if (!this.#queued.delete(live)) return false
    this.#behind.delete(live)
    this.#parts.book.remove(live)
    return true
  }

  /** Gives up all that waits, for other engines or the next start. */
  leave(): void {
    const waiting = [...this.#queued]
    const jobIds = waiting.flatMap((live) => [...live.jobs.keys()])
    for (const live of waiting) this.remove(live)
    if (jobIds.length > 0) this.#parts.store.leave(jobIds)
  }

  /** These jobs hold nobody back any more. */
  release(jobs: readonly JobId[]): void {
    for (const live of this.#behind) {
      const [before] = live.waitsFor
      for (const job of jobs) live.waitsFor.delete(job)
      const [after = null] = live.waitsFor
      if (after !== before) this.#putBehind(live, after)
    }
    this.fill()
  }

  /** Starts nothing while `work` goes on: what is in the store may not be known here yet. */
  async rest<T>(work: () => Promise<T>): Promise<T> {
    this.#resting += 1
    try { return await work() } finally {
      this.#resting -= 1
      this.fill()
    }
  }

  /** Starts what may start. Cheap to call where no slot is free or nothing waits. */
  fill(): void {
    if (this.#filling || this.#resting > 0) return
    this.#filling = true
    try {
      while (this.#queued.size > 0 && this.#running.size < this.limit && this.#startNext());
    } finally { this.#filling = false }
    if (this.#running.size === 0) this.#drained?.()
  }

  /** Settles when no run of this engine has a process. */
  async idle(): Promise<void> {
    if (this.#running.size === 0) return
    await new Promise<void>((resolve) => { this.#drained = resolve })
  }

  /** False where nothing of this engine may start now; asked again at the next change or tick. */
  #startNext(): boolean {
    const { book, clock, ownerId, store } = this.#parts
    const limits = { jobs: this.limit, at: clock.now() }
    let runId: RunId | undefined
    try { runId = store.claimNext(ownerId, limits) } catch (thrown) { return this.#refuseNext(toErrorInfo(thrown, 'DATABASE')) }
    if (runId === undefined) return false
    const live = book.get(runId)
    if (live === undefined || !this.#queued.delete(live)) this.#disown(runId)
    else this.#start(live, limits.at)
    return true
  }

  #start(live: LiveRun, at: number): void {
    const { book, broadcaster, runner } = this.#parts
    this.#running.add(live)
    live.startedAt = at
    for (const queued of [...live.jobs.values()]) {
      const job = reduceJob(queued, { event: 'started', at })
      book.put(live, job)
      broadcaster.send({ change: 'job', job })
    }
    void runner.run(live).finally(() => { this.#running.delete(live); this.fill() })
  }

  /** The store cannot record a start (a full disk, say): better no run than one that nobody would know of. */
  #refuseNext(error: ErrorInfo): boolean {
    const { book, ownerId, clock, store } = this.#parts
    const runId = store.nextRun(ownerId, { jobs: this.limit, at: clock.now() })
    const live = runId === undefined ? undefined : book.get(runId)
    if (live === undefined || !this.#queued.has(live)) return false
    const jobs = [...live.jobs.values()].map((job) => this.#failed(job, error))
    this.remove(live)
    this.#tell(jobs)
    return true
  }

  /** The store has a run as this engine's that is not known here: its end could not be written, say. It must not come up for ever. */
  #disown(runId: RunId): void {
    const { ownerId, store } = this.#parts
    const error: ErrorInfo = { code: 'DATABASE', message: 'This job could not be started.', hint: 'Run it again.' }
    const jobs = store.unfinished(ownerId).filter(({ run }) => run.id === runId).map(({ job }) => this.#failed(job, error))
    try { store.updateJobs(jobs) } catch (thrown) { this.#parts.broadcaster.send(unsavedNotice(thrown)) }
    this.#tell(jobs)
  }

  #failed(job: Job, error: ErrorInfo): Job {
    return isEnded(job.state) ? job : reduceJob(job, { event: 'failed', at: this.#parts.clock.now(), error, receipt: null })
  }

  #putBehind(live: LiveRun, after: JobId | null): void {
    const { book, store } = this.#parts
    if (after === null) this.#behind.delete(live)
    const jobs = [...live.jobs.values()].map((job) => reduceJob(job, { event: 'behind', after }))
    store.updateJobs(jobs)
    for (const job of jobs) book.put(live, job)
    this.#tell(jobs)
  }

  #tell(jobs: readonly Job[]): void {
    for (const job of jobs) this.#parts.broadcaster.send({ change: 'job', job })
  }
}
