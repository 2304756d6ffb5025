import { brandAs, type CacheKey, type CallbackId, type CodeHash, type JobId, type OwnerId, type PageId, type RunId, type TaskId } from '../../shared/brand.ts'
import { type Job, type JobState, newlyQueued, type Run } from '../../shared/job.ts'
import type { Priority } from '../../shared/task.ts'
import { jobStateSchema } from './job-schemas.ts'
import { parseLane } from './lane.ts'
import { parseJson } from './parse-json.ts'

/** Columns of a job joined with its run, as `jobColumns` selects them. */
export interface JobRow {
  readonly id: string
  readonly run_id: string
  readonly owner_id: string
  readonly task_id: string
  readonly callback_id: string
  readonly instance: string
  readonly page_id: string | null
  readonly created_at: number
  readonly label: string
  readonly priority: string
  readonly fresh: number
  readonly state: string
  readonly place: number
  readonly held: number
  readonly wait_for: string | null
  readonly lane: string | null
  readonly code_hash: string | null
  readonly cache_key: string | null
  readonly attempt: number
}

/** What a {@link JobRow} is read with, from `jobs j JOIN runs r`. */
export const jobColumns = `j.id, j.run_id, j.owner_id, j.task_id, j.callback_id, j.instance, j.page_id, j.created_at, j.label, j.priority, j.fresh, j.state,
  j.place, j.held, j.wait_for, j.lane, r.code_hash, r.cache_key, r.attempt`

/** A stored job. */
export function jobOfRow(row: JobRow): Job {
  const needs = parseLane(row.lane ?? '')
  return {
    id: brandAs<JobId>(row.id), runId: brandAs<RunId>(row.run_id), taskId: brandAs<TaskId>(row.task_id), callbackId: brandAs<CallbackId>(row.callback_id),
    instance: row.instance, pageId: row.page_id === null ? null : brandAs<PageId>(row.page_id), ownerId: brandAs<OwnerId>(row.owner_id),
    createdAt: row.created_at, label: row.label, priority: priorityOf(row.priority), fresh: row.fresh === 1,
    ...(needs === undefined ? {} : { needs }), state: stateOf(row),
  }
}

/** Where a queued job stands is in columns of its own, for others change it too. */
function stateOf(row: JobRow): JobState {
  // Ten thousand of them are read when a window opens.
  const state = row.state === '{"status":"queued"}' ? newlyQueued : parseJson(jobStateSchema, row.state) ?? damagedState(row)
  if (state.status !== 'queued') return state
  return { status: 'queued', order: row.place, held: row.held === 1, after: row.wait_for === null ? null : brandAs<JobId>(row.wait_for) }
}

/** The run of a stored job. */
export function runOfRow(row: JobRow): Run {
  return {
    id: brandAs<RunId>(row.run_id), taskId: brandAs<TaskId>(row.task_id), callbackId: brandAs<CallbackId>(row.callback_id),
    codeHash: row.code_hash === null ? null : brandAs<CodeHash>(row.code_hash),
    cacheKey: row.cache_key === null ? null : brandAs<CacheKey>(row.cache_key), attempt: row.attempt,
  }
}

/** A stored priority. */
export function priorityOf(text: string): Priority {
  return text === 'low' || text === 'high' ? text : 'normal'
}

/** A job whose state cannot be read must not stay running for ever (R7). */
function damagedState(row: JobRow): JobState {
  return {
    status: 'failed', startedAt: null, finishedAt: row.created_at, receipt: null,
    error: { code: 'DATABASE', message: 'What became of this job is damaged on the disk.', hint: 'Run it again.' },
  }
}
