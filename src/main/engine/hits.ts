import type { CallbackCall } from '../../shared/change.ts'
import type { TriggerReply } from '../../shared/contract.ts'
import type { Job } from '../../shared/job.ts'
import type { CacheEntry } from './cache-ports.ts'
import type { Broadcaster, JobStore, ValueCodec } from './ports.ts'
import { resultRef } from './result-ref.ts'
import { unsavedNotice } from './unsaved-notice.ts'

interface Hit { readonly job: Job; readonly title: string; readonly call: CallbackCall; readonly entry: CacheEntry }
export interface HitsParts { readonly store: JobStore; readonly codec: ValueCodec; readonly broadcaster: Broadcaster }

/** Jobs that the cache answered (H5): told at once, and in history a moment later. */
export class Hits {
  readonly #parts: HitsParts
  /** Those that history does not have yet. */
  readonly #unwritten: Hit[] = []

  constructor(parts: HitsParts) { this.#parts = parts }

  /** Ends a new job with a cached result. */
  answer(queued: Job, { title, call, entry }: Omit<Hit, 'job'>): Extract<TriggerReply, { reply: 'cached' }> {
    const at = queued.createdAt
    const job: Job = { ...queued, state: { status: 'succeeded', startedAt: at, finishedAt: at, from: 'cache' } }
    // History can wait for a moment; the person who pressed Run should not (P3).
    this.#unwritten.push({ job, title, call, entry })
    if (this.#unwritten.length === 1) setImmediate(() => { this.write() })
    const cached = { computedAt: entry.storedAt, tookMs: entry.tookMs }
    return { reply: 'cached', job, result: resultRef(entry.value, this.#parts.codec), cached }
  }

  /** Writes all in one transaction: each is a wait for the disk. */
  write(): void {
    const { broadcaster, store } = this.#parts
    const hits = this.#unwritten.splice(0)
    if (hits.length === 0) return
    try { store.together(() => { for (const hit of hits) this.#keep(hit) }) } catch (thrown) {
      broadcaster.send(unsavedNotice(thrown))
      return
    }
    for (const { job, entry: { storedAt, tookMs } } of hits) broadcaster.send({ change: 'job', job, cached: { computedAt: storedAt, tookMs } })
  }

  #keep({ job, title, call, entry }: Hit): void {
    const { codec, store } = this.#parts
    const run = { id: job.runId, taskId: job.taskId, callbackId: job.callbackId, codeHash: null, cacheKey: null, attempt: 0 }
    store.addJobs([{ job, run, request: codec.encode({ args: call.args, context: call.context }), process: null, title }])
    const cached = { computedAt: entry.storedAt, tookMs: entry.tookMs }
    store.commitResult({ jobs: [job], runId: run.id, value: entry.value, tookMs: 0, cached })
  }
}
