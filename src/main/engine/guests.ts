import type { OwnerId, RunId } from '../../shared/brand.ts'
import { reduceJob, type Job } from '../../shared/job.ts'
import type { LiveRun } from './live-run.ts'
import type { Broadcaster, Clock, JobStore, ValueCodec } from './ports.ts'
import type { RunBook } from './run-book.ts'

export interface GuestsParts {
  readonly store: JobStore
  readonly book: RunBook
  readonly codec: ValueCodec
  readonly clock: Clock
  readonly broadcaster: Broadcaster
  readonly ownerId: OwnerId
}

/** As often as other engines look. */
const shareMs = 200

/** Jobs of other engines that joined runs of this one (H9): they count as the run's own, so that only the last job to leave ends it. */
export class Guests {
  readonly #parts: GuestsParts
  readonly #timers = new Map<RunId, () => void>()

  constructor(parts: GuestsParts) { this.#parts = parts }

  /**
   * Takes in who joined since. Before a run of ours is ended or its result committed this has to be called in the same
   * transaction, else a job that joins in between would wait for ever.
   */
  welcome(): void {
    const { book, ownerId, store } = this.#parts
    for (const job of store.guests(ownerId)) {
      const live = book.get(job.runId)
      if (live?.members.has(job.id) === true) continue
      if (live === undefined || live.controller.signal.aborted) store.sendHome([job.id])
      else this.#takeIn(live, job)
    }
  }

  /** Lets the engines of a run's guests see how far it is. */
  share(live: LiveRun): void {
    if (this.#timers.has(live.run.id) || !this.#of(live).length) return
    this.#timers.set(live.run.id, this.#parts.clock.after(shareMs, () => {
      this.#timers.delete(live.run.id)
      this.shareNow(live)
    }))
  }

  /** The same at once. What cannot be written is written with the next. */
  shareNow(live: LiveRun): void {
    const { codec, store } = this.#parts
    if (!this.#of(live).length || (live.progress === null && live.props.size === 0)) return
    try {
      store.shareProgress(live.run.id, codec.encode({ seq: (live.progress?.seq ?? 0) + live.propsSeq, progress: live.progress, propsSeq: live.propsSeq, props: [...live.props.values()] } satisfies SharedNews))
    } catch { /* A full disk: it only tells later. */ }
  }

  /** The run goes no further here: its guests' engines see to their jobs themselves. Those that are being canceled stay. */
  sendHome(live: LiveRun): void {
    const leaving = this.#of(live).filter(({ state }) => state.status !== 'canceling')
    if (leaving.length === 0) return
    this.#parts.store.sendHome(leaving.map(({ id }) => id))
    for (const { id } of leaving) live.jobs.delete(id)
  }

  forget(live: LiveRun): void {
    this.#timers.get(live.run.id)?.()
    this.#timers.delete(live.run.id)
  }

  #takeIn(live: LiveRun, job: Job): void {
    const { book, broadcaster, store } = this.#parts
    const began = live.startedAt > 0 && job.state.status === 'queued'
    const joined = began ? reduceJob(job, { event: 'started', at: live.startedAt }) : job
    if (began) store.updateJobs([joined])
    book.put(live, joined)
    broadcaster.send({ change: 'job', job: joined })
    this.shareNow(live)
  }

  #of(live: LiveRun): readonly Job[] {
    return [...live.jobs.values()].filter(({ ownerId }) => ownerId !== this.#parts.ownerId)
  }
}

/** What guests' engines are told of a run; `seq` grows with each change. */
export interface SharedNews extends Pick<LiveRun, 'progress' | 'propsSeq'> { readonly seq: number; readonly props: readonly (LiveRun['props'] extends Map<string, infer P> ? P : never)[] }
