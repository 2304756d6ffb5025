import type { Database } from 'better-sqlite3'
import { brandAs, type OwnerId, type RunId, type TaskId } from '../../shared/brand.ts'
import type { JobState } from '../../shared/job.ts'
import { QueueLoad, type Taking } from '../../shared/queue/load.ts'
import type { QueueStore, SlotLimits } from '../engine/queue-port.ts'
import { immediate } from './immediate.ts'
import type { JobWriter } from './job-writer.ts'
import { parseLane } from './lane.ts'
import { withStorageErrors } from './storage-error.ts'

interface TakenRow { readonly lane: string | null; readonly task_id: string }
interface Head { readonly run_id: string; readonly owner_id: string; readonly task_id: string; readonly rank: number; readonly place: number }

/** An engine whose heart has not beaten for so long has its turn later: it was stopped, or died and nobody has noticed yet. */
const freshMs = 12_000

/** What may start as far as its own row tells. A guest's run is its host's to start. */
const ready = "status = 'queued' AND held = 0 AND wait_for IS NULL AND guest_of IS NULL"

/**
 * Slots over all engines of a data folder (G1, G9): jobs at once, runs of a task and named resources are counted over the
 * running and canceling jobs of every owner that has a row, and the next run of the one queue that all share is taken, in
 * one immediate transaction. A run that another engine owns is left to that one, and those behind it wait for it.
 */
export function slots(database: Database, writer: JobWriter): Pick<QueueStore, 'claimNext' | 'nextRun'> {
  const mode = database.prepare<[], string>('SELECT mode FROM queue_state').pluck()
  const taken = database.prepare<[], TakenRow>(`
    SELECT max(lane) AS lane, max(task_id) AS task_id FROM jobs WHERE status IN ('running', 'canceling') AND owner_id IN (SELECT id FROM owners) GROUP BY run_id`)
  // From lane to lane by the index: their number counts, not that of the jobs.
  const lanes = database.prepare<[], string>(`
    WITH RECURSIVE found (lane) AS (
      SELECT min(lane) FROM jobs WHERE ${ready}
      UNION ALL SELECT (SELECT min(lane) FROM jobs WHERE ${ready} AND lane > found.lane) FROM found WHERE found.lane IS NOT NULL
    ) SELECT lane FROM found WHERE lane IS NOT NULL`).pluck()
  // An engine with a lower limit of its own could not use the slot either: it is no reason to leave that empty.
  const head = database.prepare<{ lane: string; ownerId: string; freshAt: number; running: number }, Head>(`
    SELECT j.run_id, j.owner_id, j.task_id, j.rank, j.place FROM jobs j JOIN owners o ON o.id = j.owner_id
    WHERE ${ready} AND lane = :lane AND (o.id = :ownerId OR o.heartbeat >= :freshAt AND coalesce(o.job_limit, :running + 1) > :running)
    ORDER BY j.rank, j.place LIMIT 1`)
  const tellLimit = database.prepare<{ id: string; limit: number }>('UPDATE owners SET job_limit = :limit WHERE id = :id AND job_limit IS NOT :limit')
  const start = database.prepare<{ runId: string; state: string; change: number }>(`
    UPDATE jobs SET status = 'running', state = :state, change = :change WHERE run_id = :runId AND status = 'queued'`)
  const attempt = database.prepare<[string]>('UPDATE runs SET attempt = attempt + 1, process = NULL, receipt = NULL WHERE id = ?')

  function nextRun(ownerId: OwnerId, { jobs: limit, at }: SlotLimits): RunId | undefined {
    if (mode.get() !== 'open') return undefined
    const load = new QueueLoad(taken.all().map(({ lane, task_id: taskId }) => takingOf(lane ?? '', taskId)))
    if (load.running >= limit) return undefined
    const heads = lanes.all().flatMap((lane) => {
      const first = head.get({ lane, ownerId, freshAt: at - freshMs, running: load.running })
      return first === undefined ? [] : [{ ...first, taking: takingOf(lane, first.task_id) }]
    }).sort((one, other) => one.rank - other.rank || one.place - other.place)
    for (const { run_id: runId, owner_id: owner, taking } of heads) {
      const lacks = load.lacks(taking)
      if (lacks === null) return owner === ownerId ? brandAs<RunId>(runId) : undefined
      if (lacks.reason === 'resource') load.reserve(taking)
    }
    return undefined
  }

  const claim = immediate(database, (ownerId: OwnerId, limits: SlotLimits) => {
    if (Number.isFinite(limits.jobs)) tellLimit.run({ id: ownerId, limit: limits.jobs })
    const runId = nextRun(ownerId, limits)
    if (runId === undefined) return undefined
    const state: JobState = { status: 'running', startedAt: limits.at }
    start.run({ runId, state: JSON.stringify(state), change: writer.nextChange() })
    attempt.run(runId)
    return runId
  })
  return { claimNext: (ownerId, limits) => claim(ownerId, limits), nextRun: (ownerId, limits) => withStorageErrors(() => nextRun(ownerId, limits)) }
}

function takingOf(lane: string, taskId: string): Taking {
  const needs = parseLane(lane)
  return { taskId: brandAs<TaskId>(taskId), ...(needs === undefined ? {} : { needs }) }
}
