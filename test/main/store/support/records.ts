import type { CacheEntry, NewCacheEntry } from '../../../../src/main/engine/cache-ports.ts'
import type { JobRecord, OwnerRow } from '../../../../src/main/engine/ports.ts'
import { valueCodec } from '../../../../src/main/store/value-codec.ts'
import { brandAs, type CacheKey, type CallbackId, type CodeHash, type JobId, type OwnerId, type PageId, type RunId, type TaskId } from '../../../../src/shared/brand.ts'
import { type Job, type JobState, newlyQueued, type Run } from '../../../../src/shared/job.ts'

export const ownerId = brandAs<OwnerId>('owner-1')
export const otherOwnerId = brandAs<OwnerId>('owner-2')
export const taskId = brandAs<TaskId>('0123456789ab/primes.ts')
export const callbackId = brandAs<CallbackId>('run')

export const queuedState: JobState = newlyQueued
export const runningState: JobState = { status: 'running', startedAt: 2000 }
export const succeededState = { status: 'succeeded', startedAt: 2000, finishedAt: 3000, from: 'run' } as const satisfies JobState

export const jobNamed = (name: string): JobId => brandAs<JobId>(name)
export const runNamed = (name: string): RunId => brandAs<RunId>(name)
export const pageNamed = (name: string): PageId => brandAs<PageId>(name)
export const keyNamed = (name: string): CacheKey => brandAs<CacheKey>(name)

export function makeOwner(id: OwnerId = ownerId): OwnerRow {
  return { id, pid: 42, startTime: '12345', bootId: 'boot', kind: 'app', token: `token of ${id}`, heartbeat: 1000 }
}

export interface RecordOptions { readonly job?: Partial<Job>; readonly run?: Partial<Run>; readonly args?: readonly unknown[] }

/** A job and its run, both named after `name`. */
export function makeRecord(name: string, { job, run, args = [] }: RecordOptions = {}): JobRecord {
  const runId = job?.runId ?? runNamed(`run-of-${name}`)
  return {
    job: {
      id: jobNamed(name), runId, taskId, callbackId, instance: '', pageId: null, ownerId, createdAt: 1000, label: 'limit 10',
      priority: 'normal', fresh: false, state: queuedState, ...job,
    },
    run: { id: runId, taskId, callbackId, codeHash: brandAs<CodeHash>('code'), cacheKey: null, attempt: 1, ...run },
    request: valueCodec.encode({ args, context: { triggered: [], inputs: {}, states: {} } }),
    process: null,
  }
}

export function makeEntry(name: string, value: unknown, more: Partial<NewCacheEntry> = {}): NewCacheEntry {
  return {
    key: keyNamed(name), taskPath: 'primes.ts', callbackId, expire: null, parts: { limit: name },
    value: valueCodec.encode(value), storedAt: 1000, tookMs: 5, ...more,
  }
}

/** What a cache entry's bytes say. */
export function decodedValue(entry: CacheEntry | undefined): unknown {
  if (entry?.value.bytes === undefined) throw new Error('Expected an entry with its bytes')
  return valueCodec.decode(entry.value.bytes)
}
