import type { JobId } from '../../shared/brand.ts'
import { toErrorInfo } from '../../shared/errors.ts'
import { reduceJob, type Job, type WaitReason } from '../../shared/job.ts'
import type { LiveRun } from './live-run.ts'
import { type Load, RunQueue, waitReason } from './run-queue.ts'
import type { RunBook } from './run-book.ts'
import type { Runner, RunnerParts } from './runner.ts'

/** Places further back are told when they come nearer: telling 10,000 at every start would cost more than it says. */
const placesTold = 50

export interface SchedulerParts extends Pick<RunnerParts, 'store' | 'broadcaster' | 'clock' | 'backend'> {
  readonly book: RunBook
  readonly runner: Runner
  readonly jobLimit: () => number
}

/** Gives slots to queued runs in order, and tells the rest why they wait (G1, C10). */
export class Scheduler {
  readonly #parts: SchedulerParts
  readonly #queue = new RunQueue()
  readonly #running = new Set<LiveRun>()
  #filling = false
  #drained: (() => void) | null = null

  constructor(parts: SchedulerParts) { this.#parts = parts }

  get running(): number { return this.#running.size }
  get queued(): readonly LiveRun[] { return this.#queue.runs }

  /** Takes a run whose jobs are saved as queued. */
  add(live: LiveRun): void {
    this.#parts.book.add(live)
    this.#queue.add(live)
  }

  /** Takes a run out before it started. False: it is running. */
  remove(live: LiveRun): boolean {
    if (!this.#queue.runs.includes(live)) return false
    this.#queue.remove(live)
    this.#parts.book.remove(live)
    return true
  }

  /** These jobs hold nobody back any more. */
  release(jobs: readonly JobId[]): void {
    for (const live of this.#queue.runs) for (const job of jobs) live.waitsFor.delete(job)
    this.fill()
  }

  /** Starts what may start. Cheap to call: nothing happens where no slot is free. */
  fill(): void {
    if (this.#filling) return
    this.#filling = true
    try {
      for (let live = this.#next(); live !== undefined; live = this.#next()) if (!this.#start(live)) break
    } finally { this.#filling = false }
    this.#tellPlaces()
    if (this.#running.size === 0) this.#drained?.()
  }

  /** Settles when no run of this engine has a process. */
  async idle(): Promise<void> {
    if (this.#running.size === 0) return
    await new Promise<void>((resolve) => { this.#drained = resolve })
  }

  #load(): Load {
    return {
      limit: Math.min(this.#parts.jobLimit(), this.#parts.backend.capacity),
      running: [...this.#running],
      totals: (taskId) => [...this.#parts.book.runs].find((live) => live.run.taskId === taskId)?.task.descriptor.resources ?? {},
    }
  }

  #next(): LiveRun | undefined { return this.#queue.next(this.#load()) }

  /** False where the slots that other engines share are all taken (G9); asked again at the next change or tick. */
  #start(live: LiveRun): boolean {
    const { book, broadcaster, clock, runner, store } = this.#parts
    const at = clock.now()
    const jobs = [...live.jobs.values()].map((job) => reduceJob(job, { event: 'started', at }))
    const { concurrency } = live.callback
    const task = concurrency === null ? null : { taskId: live.run.taskId, limit: concurrency }
    try {
      if (!store.claimSlot(jobs, { jobs: this.#load().limit, task })) return false
    } catch (thrown) {
      this.#refuse(live, thrown)
      return true
    }
    this.#queue.remove(live)
    this.#running.add(live)
    live.startedAt = at
    for (const job of jobs) { book.put(live, job); broadcaster.send({ change: 'job', job }) }
    void runner.run(live).finally(() => { this.#running.delete(live); this.fill() })
    return true
  }

  /** The store cannot record a start (a full disk, say): better no run than one that nobody would know of. */
  #refuse(live: LiveRun, thrown: unknown): void {
    this.#queue.remove(live)
    const error = toErrorInfo(thrown, 'DATABASE')
    const jobs = [...live.jobs.values()].map((job) => reduceJob(job, { event: 'failed', at: this.#parts.clock.now(), error, receipt: null }))
    this.#parts.book.remove(live)
    for (const job of jobs) this.#parts.broadcaster.send({ change: 'job', job })
  }

  #tellPlaces(): void {
    const load = this.#load()
    this.#queue.runs.slice(0, placesTold).forEach((live, index) => {
      const wait = waitReason(live, load) ?? { reason: 'slot', running: load.running.length, limit: load.limit }
      for (const job of live.jobs.values()) this.#place(live, job, { wait, place: index + 1 })
    })
  }

  #place(live: LiveRun, job: Job, { wait, place }: { readonly wait: WaitReason; readonly place: number }): void {
    const { state } = job
    if (state.status !== 'queued' || (state.place === place && sameWait(state.wait, wait))) return
    const placed = reduceJob(job, { event: 'placed', wait, place })
    this.#parts.book.put(live, placed)
    this.#parts.broadcaster.send({ change: 'job', job: placed })
  }
}

function sameWait(a: WaitReason, b: WaitReason): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
