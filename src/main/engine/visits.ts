import { emptyReceipt, isEnded, newlyQueued, reduceJob, type CanceledBy, type Job } from '../../shared/job.ts'
import type { JobId, OwnerId } from '../../shared/brand.ts'
import type { SharedNews } from './guests.ts'
import { type LiveRun, newLiveRun } from './live-run.ts'
import type { Broadcaster, Clock, Ids, JobRecord, JobStore, ValueCodec } from './ports.ts'
import type { RunBook } from './run-book.ts'

export interface VisitsParts {
  readonly store: JobStore
  readonly book: RunBook
  readonly codec: ValueCodec
  readonly clock: Clock
  readonly broadcaster: Broadcaster
  readonly ids: Ids
  readonly ownerId: OwnerId
  /** A job that ended holds back no other any more. */
  readonly over: (jobs: readonly JobId[]) => void
  /** Takes a job, with its run, as one of this engine's own. */
  readonly takeHome: (live: LiveRun) => void
}

/** Jobs of this engine that joined runs of others (H9): followed through the store, and taken home where the other engine is gone. */
export class Visits {
  readonly #parts: VisitsParts
  readonly #seen = new WeakMap<LiveRun, number>()

  constructor(parts: VisitsParts) { this.#parts = parts }

  /** Joins the run that another engine has for the same key; without `live` none has, and the job was saved as this one's own. */
  join(live: LiveRun, record: JobRecord): { readonly live: LiveRun; readonly job: Job } | { readonly job: Job } {
    const { book, broadcaster, store } = this.#parts
    const joined = store.addOrJoin(record)
    if (joined.host === null) return { job: joined.job }
    const { job, host } = joined
    const known = book.get(job.runId)
    const visit: LiveRun = known ?? { ...live, host, run: { ...live.run, id: job.runId }, jobs: new Map([[job.id, job]]) }
    if (known === undefined) book.add(visit)
    else book.put(known, job)
    broadcaster.send({ change: 'job', job })
    if (known !== undefined) this.#tellNews(known, [job.id])
    this.#readNews(visit)
    return { live: visit, job }
  }

  /** Asks the other engine to let a job go (G9). */
  leave(live: LiveRun, job: Job, by: CanceledBy): void {
    this.#parts.store.askCancel(job.id, { by, force: false })
    // The page is told at once (E4); where others want the run too, the other engine's answer ends the job a moment later.
    this.#show(live, reduceJob(job, { event: 'cancelAsked', by }), { save: true })
  }

  /** What the other engines did since, and jobs whose engine is gone. */
  look(): void {
    for (const live of [...this.#parts.book.visits]) {
      this.#readNews(live)
      for (const job of [...live.jobs.values()]) this.#follow(live, job)
      this.#dropIfOver(live)
    }
    for (const jobId of this.#parts.store.homeless(this.#parts.ownerId)) this.#takeHome(jobId)
  }

  #follow(live: LiveRun, known: Job): void {
    const found = this.#parts.store.find(known.id)
    if (found === undefined || JSON.stringify(found.job.state) === JSON.stringify(known.state)) return
    this.#parts.book.put(live, found.job)
    this.#parts.broadcaster.send({ change: 'job', job: found.job, ...(found.result === null ? {} : { result: found.result }) })
    if (isEnded(found.job.state)) this.#parts.over([known.id])
  }

  /** At once where the user wants it no more; else it is computed here, or joins whoever computes it by now. */
  #takeHome(jobId: JobId): void {
    const { book, clock, ids, store } = this.#parts
    const visit = book.ofJob(jobId)
    const job = visit?.jobs.get(jobId)
    if (visit === undefined || job === undefined) return
    if (job.state.status === 'canceling') {
      this.#show(visit, reduceJob(job, { event: 'gone', at: clock.now(), by: 'user', receipt: emptyReceipt }), { save: true })
      this.#dropIfOver(visit)
      this.#parts.over([jobId])
      return
    }
    visit.jobs.delete(jobId)
    visit.members.delete(jobId)
    this.#dropIfOver(visit)
    const queued: Job = { ...job, runId: ids.run(), state: newlyQueued }
    const { args, context } = visit.request
    const live: LiveRun = {
      ...newLiveRun(queued, { task: visit.task, callback: visit.callback, key: visit.key, secrets: visit.secrets, args, context }),
      // Pages know a late value by its number: the new run counts on.
      progress: visit.progress, propsSeq: visit.propsSeq,
    }
    const note = { seq: 0, at: clock.now(), stream: 'app' as const, text: 'The Simmer that computed this has ended: it is computed here.\n' }
    store.appendLog(live.run.id, [{ ...note, seq: (live.lastLogged += 1) }])
    this.#parts.takeHome(live)
  }

  #readNews(live: LiveRun): void {
    const { codec, store } = this.#parts
    const bytes = store.sharedProgress(live.run.id)
    if (bytes === undefined) return
    const news = codec.decode(bytes) as SharedNews
    const seen = this.#seen.get(live) ?? 0
    if (news.seq <= seen) return
    this.#seen.set(live, news.seq)
    const before = { progress: live.progress?.seq ?? 0, props: live.propsSeq }
    live.progress = news.progress
    live.propsSeq = news.propsSeq
    for (const update of news.props) for (const prop of Object.keys(update.props)) live.props.set(JSON.stringify([update.id, prop]), update)
    this.#tellNews(live, [...live.jobs.keys()], before)
  }

  #tellNews(live: LiveRun, jobIds: readonly JobId[], before = { progress: 0, props: 0 }): void {
    const { broadcaster } = this.#parts
    if (live.progress !== null && live.progress.seq > before.progress) broadcaster.send({ change: 'progress', jobIds, progress: live.progress })
    if (live.propsSeq > before.props) broadcaster.send({ change: 'props', jobIds, props: { seq: live.propsSeq, value: [...live.props.values()] } })
  }

  #show(live: LiveRun, job: Job, { save }: { readonly save: boolean }): void {
    if (save) this.#parts.store.updateJobs([job])
    this.#parts.book.put(live, job)
    this.#parts.broadcaster.send({ change: 'job', job })
  }

  #dropIfOver(live: LiveRun): void { if (live.jobs.size === 0) this.#parts.book.remove(live) }
}
