import type { JobId } from '../../src/shared/brand.ts'
import type { Change, ResultRef } from '../../src/shared/change.ts'
import type { ChangeBatch } from '../../src/shared/contract.ts'
import { isEnded, type Job } from '../../src/shared/job.ts'

/** An end that was told: from then on it is acknowledged, and must stay. */
export interface HeardEnd { readonly job: Pick<Job, 'id' | 'state'>; readonly result: ResultRef | null; readonly by: string }

/** Hears what targets tell, outside of the processes that are killed. */
export class Witness {
  readonly ends = new Map<JobId, HeardEnd>()
  /** Ends that were told otherwise before. */
  readonly contradictions: { readonly first: HeardEnd; readonly then: HeardEnd }[] = []
  /** Nonces that were seen in what came for a job while it ran. */
  readonly nonces = new Map<JobId, Set<string>>()
  /** Jobs whose end a target told since it was started last, by the target's name. */
  readonly #told = new Map<string, Set<JobId>>()
  readonly #lives = new Map<string, number>()

  /** A target was started: what it told in an earlier life does not count as told by it. */
  begins(target: string): void {
    this.#told.set(target, new Set())
    this.#lives.set(target, this.lifeOf(target) + 1)
  }

  /** How often a target was started. */
  lifeOf(target: string): number { return this.#lives.get(target) ?? 0 }

  hasTold(target: string, jobId: JobId): boolean { return this.#told.get(target)?.has(jobId) === true }

  hear(target: string, { changes }: ChangeBatch): void {
    for (const change of changes) this.#take(target, change)
  }

  /** What was heard of jobs that nobody asks after any more. */
  forget(jobIds: Iterable<JobId>): void {
    for (const jobId of jobIds) this.nonces.delete(jobId)
  }

  #take(target: string, change: Change): void {
    switch (change.change) {
      case 'job': if (isEnded(change.job.state)) this.#end({ job: change.job, result: change.result ?? null, by: target }); break
      case 'jobs': if (isEnded(change.state)) for (const id of change.jobIds) this.#end({ job: { id, state: change.state }, result: null, by: target }); break
      case 'progress': this.#note(change.jobIds, nonceOf(change.progress.value)); break
      case 'props': for (const { props } of change.props.value) this.#note(change.jobIds, nonceOf({ nonce: props['title'] })); break
      case 'log': for (const { text } of change.chunks) for (const [, nonce] of text.matchAll(noncesInLog)) this.#note(change.jobIds, nonce); break
      case 'task': case 'taskGone': case 'folders': case 'presets': case 'notice': case 'run': case 'usage': case 'queued': case 'queue': case 'logGrown': break
    }
  }

  #end(end: HeardEnd): void {
    const { id, state } = end.job
    this.#told.get(end.by)?.add(id)
    const first = this.ends.get(id)
    if (first === undefined) this.ends.set(id, end)
    else if (first.job.state.status !== state.status) this.contradictions.push({ first, then: end })
    else if (first.result === null && end.result !== null) this.ends.set(id, end)
  }

  #note(jobIds: readonly JobId[], nonce: string | undefined): void {
    if (nonce === undefined) return
    for (const jobId of jobIds) this.nonces.set(jobId, (this.nonces.get(jobId) ?? new Set()).add(nonce))
  }
}

/** How a chatty task's lines begin: its nonce and its stamp. */
const noncesInLog = /^(\d+-\d+-\d+) [\da-f]{8}-/gm

function nonceOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'nonce' in value && typeof value.nonce === 'string' ? value.nonce : undefined
}
