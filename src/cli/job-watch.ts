import type { JobId } from '../shared/brand.ts'
import type { CacheNote, Change, ResultRef } from '../shared/change.ts'
import type { ChangeBatch } from '../shared/contract.ts'
import { type Grace, isEnded, type Job } from '../shared/job.ts'
import { ProgressLine } from './progress-line.ts'

/** How a job ended, with its result where it has one. */
export interface JobEnd { readonly job: Job; readonly result: ResultRef | null; readonly cached: CacheNote | null }

/** What Ctrl+C does, the first time and the second. */
export interface Interrupts { readonly cancel: () => void; readonly force: () => void }

const redrawMs = 500

/** Shows one job's progress and log on a terminal, and tells when it has ended. */
export class JobWatch {
  readonly #line: ProgressLine
  readonly #err: NodeJS.WriteStream
  #job: Job | null = null
  #end: ((end: JobEnd) => void) | null = null
  #early: Change[] = []
  #drawnAt = 0
  readonly #whereItStands: (jobId: JobId) => string

  /** `whereItStands` says why a queued job waits. */
  constructor(err: NodeJS.WriteStream, whereItStands: (jobId: JobId) => string) {
    this.#err = err
    this.#whereItStands = whereItStands
    this.#line = new ProgressLine(err)
  }

  /** Settles when the job has ended. Ctrl+C calls `cancel`, a second one `force`; a third ends this process. */
  async follow(job: Job, { cancel, force }: Interrupts): Promise<JobEnd> {
    const acts = [cancel, force]
    const interrupt = (): void => {
      this.#line.draw(null, 'canceling …')
      acts.shift()?.()
      if (acts.length === 0) stop()
    }
    const stop = (): void => {
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
    }
    process.on('SIGINT', interrupt)
    process.on('SIGTERM', interrupt)
    try {
      return await new Promise<JobEnd>((resolve) => {
        this.#job = job
        this.#end = resolve
        for (const change of this.#early.splice(0)) this.#see(change)
        if (job.state.status === 'queued') this.#drawWaiting(job)
      })
    } finally {
      stop()
      this.clear()
    }
  }

  take(batch: ChangeBatch): void {
    // Changes may come before the trigger's reply told which job is ours.
    if (this.#job === null) this.#early.push(...batch.changes)
    else {
      for (const change of batch.changes) this.#see(change)
      if (this.#job.state.status === 'queued') this.#drawWaiting(this.#job)
    }
  }

  clear(): void { this.#line.clear() }

  #see(change: Change): void {
    const id = this.#job?.id
    if (id === undefined) return
    if (change.change === 'jobs' && change.jobIds.includes(id) && this.#job !== null) this.#seeJob({ ...this.#job, state: change.state }, null, null)
    if (change.change === 'job' && change.job.id === id) this.#seeJob(change.job, change.result ?? null, change.cached ?? null)
    if (change.change === 'progress' && change.jobIds.includes(id)) this.#seeProgress(change.progress.value)
    if (change.change === 'log' && change.jobIds.includes(id)) {
      this.#line.clear()
      for (const { text } of change.chunks) this.#err.write(text)
    }
  }

  #seeJob(job: Job, result: ResultRef | null, cached: CacheNote | null): void {
    this.#job = job
    if (isEnded(job.state)) this.#end?.({ job, result, cached })
    else if (job.state.status === 'canceling') this.#line.draw(null, cancelWords(job.state.grace))
  }

  /** The whole queue is read for it, so not at every change of it. */
  #drawWaiting(job: Job): void {
    if (Date.now() - this.#drawnAt < redrawMs) return
    this.#drawnAt = Date.now()
    this.#line.draw(null, this.#whereItStands(job.id))
  }

  #seeProgress(value: unknown): void {
    const [fraction, message] = Array.isArray(value) ? value as unknown[] : [value, '']
    this.#line.draw(typeof fraction === 'number' ? fraction : null, typeof message === 'string' ? message : '')
  }
}

function cancelWords(grace: Grace | undefined): string {
  return grace === undefined ? 'canceling …' : `canceling: it has ${Math.round((grace.until - grace.from) / 1000)} s to end by itself; Ctrl+C again ends it at once`
}
