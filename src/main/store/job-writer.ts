import type { Database } from 'better-sqlite3'
import { isEnded, type Job, newlyQueued } from '../../shared/job.ts'
import { laneOf } from '../../shared/queue/needs.ts'
import { priorityRank } from '../../shared/queue/queue-order.ts'
import type { JobRecord } from '../engine/ports.ts'

/** Writes of jobs that several methods share; all within the caller's transaction. */
export interface JobWriter {
  /** The number that this transaction's rows carry, so that other engines find them. */
  nextChange(): number
  /** The same jobs; those that wait and have no place yet have one behind all others in the queue. */
  placed(jobs: readonly Job[]): readonly Job[]
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
      finished_at, ended, cache_key, request_hash, request_size, change, rank, place, held, wait_for, lane)
    VALUES (:id, :runId, :ownerId, :taskId, :callbackId, :instance, :pageId, :createdAt, :label, :priority, :fresh, :status, :state,
      :finishedAt, :ended, :cacheKey, :requestHash, :requestSize, :change, :rank, :place, :held, :waitFor, :lane)
    ON CONFLICT (id) DO UPDATE SET run_id = excluded.run_id, status = excluded.status, state = excluded.state,
      finished_at = excluded.finished_at, ended = excluded.ended, cache_key = excluded.cache_key, change = excluded.change,
      place = excluded.place, held = excluded.held, wait_for = excluded.wait_for, lane = excluded.lane WHERE finished_at IS NULL`)
  const update = database.prepare(`
    UPDATE jobs SET status = :status, state = :state, finished_at = :finishedAt, ended = :ended, wait_for = :waitFor, change = :change WHERE id = :id AND finished_at IS NULL`)
  const places = database.prepare<[number, number], number>('UPDATE queue_state SET next_place = next_place + ? RETURNING next_place - ?').pluck()
  /** Ends are counted, so that history has an order in which nothing comes in between later. */
  const columnsOf = (job: Job): StateColumns & { readonly ended: number | null } => ({ ...stateColumns(job), ended: isEnded(job.state) ? bumpEnds.get() ?? 0 : null })
  return {
    nextChange: () => bump.get() ?? 0,
    placed: (jobs) => {
      const count = jobs.filter(isUnplaced).length
      let next = count === 0 ? 0 : places.get(count, count) ?? 0
      return jobs.map((job) => (isUnplaced(job) ? { ...job, state: { ...job.state, order: next++ } } : job))
    },
    insert: ({ job, run, request, process, title }, change) => {
      nameTask.run(job.taskId, title ?? job.taskId.slice(job.taskId.indexOf('/') + 1))
      const { fresh, needs: _needs, ...kept } = job
      insertRun.run({ ...run, process: process === null ? null : JSON.stringify(process) })
      insertJob.run({
        ...kept, ...columnsOf(job), ...queueColumns(job), fresh: fresh ? 1 : 0, cacheKey: run.cacheKey, requestHash: request.hash, requestSize: request.size, change,
      })
    },
    saveState: (job, change) => { update.run({ id: job.id, change, ...columnsOf(job) }) },
  }
}

interface StateColumns { readonly status: string; readonly state: string; readonly finishedAt: number | null; readonly waitFor: string | null }

function stateColumns({ state }: Job): StateColumns {
  // Where a queued job stands is told by its columns alone.
  const kept = state.status === 'queued' ? { status: state.status } : state
  return { status: state.status, state: JSON.stringify(kept), finishedAt: isEnded(state) ? state.finishedAt : null, waitFor: state.status === 'queued' ? state.after : null }
}

function queueColumns(job: Job): { readonly rank: number; readonly place: number; readonly held: number; readonly lane: string } {
  const { priority, state } = job
  const { order, held } = state.status === 'queued' ? state : { order: 0, held: false }
  return { rank: priorityRank[priority], place: order, held: held ? 1 : 0, lane: laneOf(job) }
}

function isUnplaced(job: Job): job is Job & { readonly state: typeof newlyQueued } {
  return job.state.status === 'queued' && job.state.order === newlyQueued.order
}
