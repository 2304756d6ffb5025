import type { JobId, OwnerId } from '../../shared/brand.ts'
import { type CanceledBy, emptyReceipt, isEnded, type Job, reduceJob } from '../../shared/job.ts'
import { packQueued } from '../../shared/queue/pack-queued.ts'
import type { QueueEdit } from '../../shared/queue/queue-edit.ts'
import type { QueueMode, QueueState } from '../../shared/queue/queue-state.ts'
import type { LiveRun } from './live-run.ts'
import type { Broadcaster, Clock, JobStore } from './ports.ts'
import { nobodyId } from './queue-port.ts'
import type { RunBook } from './run-book.ts'
import type { Scheduler } from './scheduler.ts'

export interface QueueDeskParts {
  readonly store: JobStore
  readonly broadcaster: Broadcaster
  readonly clock: Clock
  readonly book: RunBook
  readonly scheduler: Scheduler
  readonly ownerId: OwnerId
  readonly cancelOne: (jobId: JobId, by: CanceledBy) => void
}

/** The queue that all engines of a data folder share, as the user arranges it (G1). */
export class QueueDesk {
  readonly #parts: QueueDeskParts
  #told: QueueState | null = null

  constructor(parts: QueueDeskParts) { this.#parts = parts }

  get state(): QueueState { return { mode: this.#parts.store.queueMode(), limit: this.#parts.scheduler.limit } }

  /** Changes the order, priorities or holds of queued jobs, whoever owns them. */
  edit(edit: QueueEdit): void {
    const changed = this.#parts.store.editQueue(edit)
    for (const job of changed) this.#keep(job)
    this.#tell(changed)
    this.#parts.scheduler.fill()
  }

  /** Holds the whole queue, drains it, or lets it go on; new jobs are accepted all the same. */
  setMode(mode: QueueMode): void {
    this.#told ??= this.state
    this.#parts.store.setQueueMode(mode)
    this.look()
    this.#parts.scheduler.fill()
  }

  /** Takes over what others changed, and tells it: mode, limit, places of own jobs. */
  look(): void {
    const { mode, limit } = this.state
    this.#told ??= { mode, limit }
    if (mode !== this.#told.mode || limit !== this.#told.limit) {
      this.#told = { mode, limit }
      this.#parts.broadcaster.send({ change: 'queue', queue: this.#told })
    }
    const { book, ownerId, store } = this.#parts
    this.#tell(store.ownPlaces(ownerId).flatMap(({ jobId, priority, order, held }) => {
      const job = book.ofJob(jobId)?.jobs.get(jobId)
      if (job?.state.status !== 'queued' || (job.priority === priority && job.state.order === order && job.state.held === held)) return []
      const placed = reduceJob({ ...job, priority }, { event: 'placed', order, held })
      this.#keep(placed)
      return [placed]
    }))
  }

  /** Cancels jobs, those at once that wait and are nobody else's concern. */
  cancel(jobIds: readonly JobId[], by: CanceledBy): void {
    const gone = new Set(this.#cancelWaiting(jobIds, by))
    const others = jobIds.filter((jobId) => !gone.has(jobId))
    if (others.length > 0) this.#parts.store.together(() => { for (const jobId of others) this.#parts.cancelOne(jobId, by) })
  }

  #cancelWaiting(jobIds: readonly JobId[], by: CanceledBy): readonly JobId[] {
    const { book, broadcaster, clock, scheduler, store } = this.#parts
    const own = jobIds.flatMap((jobId): { readonly live: LiveRun; readonly job: Job }[] => {
      const live = book.ofJob(jobId)
      const job = live?.jobs.get(jobId)
      return live?.jobs.size === 1 && job?.state.status === 'queued' ? [{ live, job }] : []
    })
    const event = { event: 'gone', at: clock.now(), by, receipt: emptyReceipt } as const
    // Those that nobody has right now are nobody else's concern either.
    const left = jobIds.flatMap((jobId) => (book.ofJob(jobId) === undefined ? store.find(jobId)?.job ?? [] : [])).filter(({ ownerId, state }) => ownerId === nobodyId && state.status === 'queued')
    const canceled = [...own.map(({ job }) => job), ...left].map((job) => reduceJob(job, event))
    store.updateJobs(canceled)
    for (const { live } of own) scheduler.remove(live)
    const gone = canceled.map(({ id }) => id)
    const state = canceled[0]?.state
    if (state !== undefined && isEnded(state)) broadcaster.send({ change: 'jobs', jobIds: gone, state })
    scheduler.release(gone)
    return gone
  }

  #keep(job: Job): void {
    const live = this.#parts.book.ofJob(job.id)
    if (live?.jobs.get(job.id)?.state.status === 'queued') this.#parts.book.put(live, job)
  }

  #tell(jobs: readonly Job[]): void {
    for (const pack of packQueued(jobs)) this.#parts.broadcaster.send({ change: 'queued', jobs: pack })
  }
}
