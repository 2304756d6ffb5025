import type { JobId, RunId, Timestamp } from '../brand.ts'
import type { Job } from '../job.ts'

/** Queued jobs that have much in common, by columns: ten thousand of them cross to a window in a few milliseconds. */
export interface QueuedJobs {
  /** What they share. */
  readonly like: Omit<Job, 'id' | 'runId' | 'label' | 'createdAt' | 'state'> & { readonly held: boolean; readonly after: JobId | null }
  readonly ids: readonly JobId[]
  readonly runIds: readonly RunId[]
  readonly labels: readonly string[]
  readonly orders: readonly number[]
  readonly createdAt: readonly Timestamp[]
}

type Columns = { readonly [Name in keyof QueuedJobs]: QueuedJobs[Name] extends readonly (infer Item)[] ? Item[] : QueuedJobs[Name] }

/** The queued ones of `jobs`, packed. */
export function packQueued(jobs: Iterable<Job>): readonly QueuedJobs[] {
  const packs = new Map<string, Columns>()
  for (const { id, runId, label, createdAt, state, ...rest } of jobs) {
    if (state.status !== 'queued') continue
    const like = { ...rest, held: state.held, after: state.after }
    const key = JSON.stringify([like.taskId, like.callbackId, like.instance, like.pageId, like.ownerId, like.priority, like.fresh, like.held, like.after, like.needs])
    let pack = packs.get(key)
    if (pack === undefined) packs.set(key, pack = { like, ids: [], runIds: [], labels: [], orders: [], createdAt: [] })
    pack.ids.push(id)
    pack.runIds.push(runId)
    pack.labels.push(label)
    pack.orders.push(state.order)
    pack.createdAt.push(createdAt)
  }
  return [...packs.values()]
}

/** The jobs again. */
export function unpackQueued({ like: { held, after, ...rest }, ids, runIds, labels, orders, createdAt }: QueuedJobs): readonly Job[] {
  return ids.map((id, at) => ({
    ...rest, id, runId: runIds[at] ?? missing(id), label: labels[at] ?? '', createdAt: createdAt[at] ?? 0,
    state: { status: 'queued', order: orders[at] ?? 0, held, after },
  }))
}

function missing(id: JobId): never { throw new RangeError(`Job ${id} came without its run`) }
