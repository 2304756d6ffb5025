import type { Database } from 'better-sqlite3'
import { isEnded, type Job } from '../../shared/job.ts'
import type { JobRecord } from '../engine/ports.ts'

/** Writes of jobs that several methods share; all within the caller's transaction. */
export interface JobWriter {
  /** The number that this transaction's rows carry, so that other engines find them. */
  nextChange(): number
  insert(record: JobRecord, change: number): void
  /** Saves a state, save where the job has ended already: the first ending wins (E5, F1). */
  saveState(job: Job, change: number): void
}

export function jobWriter(database: Database): JobWriter {
  const bump = database.prepare<[], number>('UPDATE change_number SET number = number + 1 RETURNING number').pluck()
  const bumpEnds = database.prepare<[], number>('UPDATE change_number SET ends = ends + 1 RETURNING ends').pluck()
  const nameTask = database.prepare<[string, string]>(`
    INSERT INTO task_names (task_id, title) VALUES (?, ?) ON CONFLICT (task_id) DO UPDATE SET title = excluded.title WHERE title <> excluded.title`)
  const insertRun = database.prepare(`
    INSERT INTO runs (id, task_id, callback_id, code_hash, cache_key, attempt, process)
    VALUES (:id, :taskId, :callbackId, :codeHash, :cacheKey, :attempt, :process)
    ON CONFLICT (id) DO UPDATE SET attempt = max(attempt, excluded.attempt)`)
  const insertJob = database.prepare(`
    INSERT INTO jobs (id, run_id, owner_id, task_id, callback_id, instance, page_id, created_at, label, priority, fresh, status, state,
      finished_at, ended, cache_key, request_hash, request_size, change)
    VALUES (:id, :runId, :ownerId, :taskId, :callbackId, :instance, :pageId, :createdAt, :label, :priority, :fresh, :status, :state,
      :finishedAt, :ended, :cacheKey, :requestHash, :requestSize, :change)
    ON CONFLICT (id) DO UPDATE SET run_id = excluded.run_id, status = excluded.status, state = excluded.state,
      finished_at = excluded.finished_at, ended = excluded.ended, cache_key = excluded.cache_key, change = excluded.change WHERE finished_at IS NULL`)
  const update = database.prepare(`
    UPDATE jobs SET status = :status, state = :state, finished_at = :finishedAt, ended = :ended, change = :change WHERE id = :id AND finished_at IS NULL`)
  /** Ends are counted, so that history has an order in which nothing comes in between later. */
  const columnsOf = (job: Job): StateColumns & { readonly ended: number | null } => ({ ...stateColumns(job), ended: isEnded(job.state) ? bumpEnds.get() ?? 0 : null })
  return {
    nextChange: () => bump.get() ?? 0,
    insert: ({ job, run, request, process, title }, change) => {
      nameTask.run(job.taskId, title ?? job.taskId.slice(job.taskId.indexOf('/') + 1))
      const { fresh, ...kept } = job
      insertRun.run({ ...run, process: process === null ? null : JSON.stringify(process) })
      insertJob.run({
        ...kept, ...columnsOf(job), fresh: fresh ? 1 : 0, cacheKey: run.cacheKey, requestHash: request.hash, requestSize: request.size, change,
      })
    },
    saveState: (job, change) => { update.run({ id: job.id, change, ...columnsOf(job) }) },
  }
}

interface StateColumns { readonly status: string; readonly state: string; readonly finishedAt: number | null }

function stateColumns({ state }: Job): StateColumns {
  return { status: state.status, state: JSON.stringify(state), finishedAt: isEnded(state) ? state.finishedAt : null }
}
