import type { OwnerId, RunId, TaskId } from '../../shared/brand.ts'
import type { CallbackCall } from '../../shared/change.ts'
import { AppError } from '../../shared/errors.ts'
import type { Job } from '../../shared/job.ts'
import { findCallback } from './find-callback.ts'
import { requireNoSecrets } from './form-call.ts'
import { type LiveRun, newLiveRun } from './live-run.ts'
import type { JobRecord, RunnableTask, TaskSource, ValueCodec, ValueStore } from './ports.ts'
import type { ResultCache } from './result-cache.ts'

/** A job that cannot be queued again, and what stands against it. */
export interface RefusedJob { readonly job: Job; readonly thrown: unknown }

export interface LeftRunParts {
  readonly cache: ResultCache
  readonly codec: ValueCodec
  readonly ownerId: OwnerId
  readonly tasks: TaskSource
  readonly values: ValueStore
}

/**
 * Queued jobs of a dead owner as runs of this one, in their order. Jobs that shared a run share it still: two runs of
 * one id would do its work twice (R8). Each task is looked at once, however many jobs it has (R7).
 */
export async function leftRuns(parts: LeftRunParts, records: readonly JobRecord[]): Promise<{ readonly lives: readonly LiveRun[]; readonly refused: readonly RefusedJob[] }> {
  const tasks = new Map<TaskId, Promise<RunnableTask>>()
  const taskOf = (taskId: TaskId): Promise<RunnableTask> => {
    const known = tasks.get(taskId) ?? parts.tasks.runnable(taskId)
    tasks.set(taskId, known)
    return known
  }
  const groups = byRun(records)
  const made = await Promise.allSettled(groups.map(([first]) => leftRun(parts, first, taskOf)))
  const refused: RefusedJob[] = []
  const lives = made.flatMap((result, index) => {
    const jobs = (groups[index] ?? []).map(({ job }) => ({ ...job, ownerId: parts.ownerId }))
    if (result.status === 'rejected') refused.push(...jobs.map((job) => ({ job, thrown: result.reason as unknown })))
    else for (const job of jobs) result.value.jobs.set(job.id, job)
    return result.status === 'rejected' ? [] : [result.value]
  })
  return { lives, refused }
}

type Group = readonly [JobRecord, ...(readonly JobRecord[])]

function byRun(records: readonly JobRecord[]): readonly Group[] {
  const groups = new Map<RunId, [JobRecord, ...JobRecord[]]>()
  for (const record of records) {
    const group = groups.get(record.job.runId)
    if (group === undefined) groups.set(record.job.runId, [record])
    else group.push(record)
  }
  return [...groups.values()]
}

async function leftRun({ cache, codec, values }: LeftRunParts, { job, run, request }: JobRecord, taskOf: (taskId: TaskId) => Promise<RunnableTask>): Promise<LiveRun> {
  const bytes = request.bytes ?? values.read(request.hash)
  if (bytes === undefined) throw new AppError('DATABASE', 'The arguments of this job are lost or damaged', { hint: 'Run it again.' })
  const { args, context } = codec.decode(bytes) as Pick<CallbackCall, 'args' | 'context'>
  const task = await taskOf(job.taskId)
  const callback = findCallback(task, job)
  requireNoSecrets(task.descriptor, args)
  const key = await cache.keyOf({ task, callback, args })
  return newLiveRun(job, { task, callback, key, secrets: {}, args, context, attempts: run.attempt })
}
