import type { OwnerId } from '../../shared/brand.ts'
import type { CallbackCall } from '../../shared/change.ts'
import { checkParams } from '../../shared/check-params.ts'
import type { CallbackCalls, RowProblems } from '../../shared/contract.ts'
import type { Job } from '../../shared/job.ts'
import { packQueued } from '../../shared/queue/pack-queued.ts'
import type { CallbackDescriptor } from '../../shared/task.ts'
import type { CallKey } from './cache-key.ts'
import { type FormCall, formCall, formValues } from './form-call.ts'
import { validateProblems } from './form-problems.ts'
import type { Hits } from './hits.ts'
import { type LiveRun, newLiveRun } from './live-run.ts'
import type { CacheEntry } from './cache-ports.ts'
import { newJob } from './new-job.ts'
import type { Broadcaster, Clock, Ids, JobRecord, JobStore, PageHosts, RunnableTask } from './ports.ts'
import { keyedOf, type ResultCache } from './result-cache.ts'
import type { RunBook } from './run-book.ts'
import type { Scheduler } from './scheduler.ts'

/** Nothing was queued where anything was wrong. */
export type CalledMany =
  | { readonly reply: 'refused'; readonly rows: readonly RowProblems[] }
  | { readonly reply: 'queued'; readonly jobs: readonly Job[]; readonly cached: readonly Job[] }

export interface ManyCallsParts {
  readonly store: JobStore
  readonly cache: ResultCache
  readonly book: RunBook
  readonly scheduler: Scheduler
  readonly broadcaster: Broadcaster
  readonly pageHosts: PageHosts
  readonly clock: Clock
  readonly ids: Ids
  readonly ownerId: OwnerId
  readonly record: (live: LiveRun, job: Job) => JobRecord
  readonly hits: Hits
  readonly join: (live: LiveRun, job: Job) => Job
}

interface Row extends FormCall { readonly key: CallKey | null; readonly entry: CacheEntry | undefined }
interface Called { readonly task: RunnableTask; readonly callback: CallbackDescriptor }

/** So many rows are made ready between two looks at what else there is to do. */
const turnRows = 200

/**
 * Queues all calls in one transaction (P8). Each is looked up in the cache, joined or queued as a single trigger would be.
 * Problems are told of all rows before anything is queued. Throws what a cache policy or the script's `validate` throws.
 */
export async function callMany(parts: ManyCallsParts, { task, callback }: Called, asked: CallbackCalls): Promise<CalledMany> {
  const wrong = await rowProblems(parts, task, asked)
  if (wrong.length > 0) return { reply: 'refused', rows: wrong }
  const rows: Row[] = []
  for (const [at, args] of asked.args.entries()) {
    if (at % turnRows === turnRows - 1) await new Promise((resolve) => { setImmediate(resolve) })
    rows.push(await readyRow(parts, { task, callback }, { asked, args }))
  }
  return queueRows(parts, { task, callback }, { asked, rows })
}

async function rowProblems({ pageHosts }: ManyCallsParts, task: RunnableTask, asked: CallbackCalls): Promise<readonly RowProblems[]> {
  const { params, hasValidate } = task.descriptor
  if (params === null) return []
  const { args } = asked
  const single = args.flatMap((each, row): RowProblems[] => {
    const problems = checkParams(params, formValues(each) ?? {})
    return problems.length === 0 ? [] : [{ row, problems }]
  })
  if (single.length > 0 || !hasValidate) return single
  const together = await Promise.all(args.map(async (each, row): Promise<RowProblems> => {
    const { call, secrets } = formCall(task.descriptor, callOf(asked, each))
    return { row, problems: await validateProblems(task, { ...formValues(call.args), ...secrets }, pageHosts) }
  }))
  return together.filter(({ problems }) => problems.length > 0)
}

async function readyRow({ cache }: ManyCallsParts, { task, callback }: Called, { asked, args }: { readonly asked: CallbackCalls; readonly args: readonly unknown[] }): Promise<Row> {
  const made = formCall(task.descriptor, callOf(asked, args))
  if (callback.cacheBy === null) return { ...made, key: null, entry: undefined }
  const key = await cache.keyOf(keyedOf(task, callback, made.call))
  return { ...made, key, entry: key === null || asked.fresh ? undefined : await cache.find(key) }
}

function queueRows(parts: ManyCallsParts, { task, callback }: Called, { asked, rows }: { readonly asked: CallbackCalls; readonly rows: readonly Row[] }): CalledMany {
  const { book, broadcaster, scheduler, store } = parts
  const cached: Job[] = [], joined: Job[] = [], made: LiveRun[] = []
  const byKey = new Map<string, LiveRun>()
  const records: JobRecord[] = []
  const jobOf = (call: CallbackCall): Job => {
    const job = newJob(parts, call, { task, callback })
    return { ...job, priority: asked.priority ?? job.priority, state: job.state.status === 'queued' ? { ...job.state, held: asked.held === true } : job.state }
  }
  store.together(() => {
    for (const { call, secrets, key, entry } of rows) {
      if (entry !== undefined) { cached.push(parts.hits.answer(jobOf(call), { title: task.descriptor.title, call, entry }).job); continue }
      const flying = key === null || asked.fresh ? undefined : book.withKey(key.key)
      if (flying?.host === null && !flying.controller.signal.aborted) { joined.push(parts.join(flying, jobOf(call))); continue }
      const sibling = key === null ? undefined : byKey.get(key.key)
      const job = jobOf(call)
      const live = sibling ?? newLiveRun(job, { task, callback, key, secrets, args: call.args, context: call.context })
      records.push(parts.record(live, { ...job, runId: live.run.id }))
      if (sibling !== undefined) continue
      made.push(live)
      if (key !== null) byKey.set(key.key, live)
    }
    keepSaved(store.addJobs(records), made)
  })
  for (const live of made) scheduler.add(live)
  const queued = made.flatMap((live) => [...live.jobs.values()])
  for (const jobs of packQueued(queued)) broadcaster.send({ change: 'queued', jobs })
  scheduler.fill()
  return { reply: 'queued', cached, jobs: [...queued, ...joined] }
}

/** Takes over the places that the store gave; jobs of equal keys share a run. */
function keepSaved(saved: readonly Job[], made: readonly LiveRun[]): void {
  const byRun = new Map(made.map((live) => [live.run.id, live]))
  for (const job of saved) byRun.get(job.runId)?.jobs.set(job.id, job)
}

function callOf({ taskId, callbackId, fresh }: CallbackCalls, args: readonly unknown[]): CallbackCall {
  return { taskId, callbackId, instance: '', pageId: null, args, context: { triggered: [], inputs: {}, states: {} }, fresh }
}
