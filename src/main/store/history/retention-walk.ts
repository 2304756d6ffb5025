import type { Database } from 'better-sqlite3'
import { brandAs, type RunId, type Timestamp } from '../../../shared/brand.ts'
import type { Retention } from '../../../shared/retention.ts'
import { withStorageErrors } from '../storage-error.ts'

/** How far a walk through history has come, newest first, and what it has counted. */
export interface WalkPlace { readonly before: number; readonly runs: number; readonly bytes: number; readonly logBytes: number }
export const walkStart: WalkPlace = { before: Number.MAX_SAFE_INTEGER, runs: 0, bytes: 0, logBytes: 0 }
/** `next` is null at the oldest run. `jobs`: their `seq`, to be removed; `logs`: of runs that stay. */
export interface WalkStep { readonly jobs: readonly number[]; readonly logs: readonly RunId[]; readonly next: WalkPlace | null }

interface WalkRow { readonly seq: number; readonly ended: number; readonly run_id: string; readonly finished_at: number; readonly pinned: number; readonly bytes: number; readonly log_size: number }

/**
 * One step of a walk that finds what is beyond the limits: too old, too many, or too large together, counted from the
 * newest. Pinned runs count, and stay. Reads only.
 */
export function retentionWalk(database: Database): (place: WalkPlace, limits: Retention, now: Timestamp) => WalkStep {
  const rows = database.prepare<[number, number], WalkRow>(`
    SELECT j.seq, j.ended, j.run_id, j.finished_at, j.pinned, j.request_size + coalesce(r.value_size, 0)
      + coalesce((SELECT sum(size) FROM value_files f WHERE f.value_hash = r.value_hash), 0) AS bytes, r.log_size
    FROM jobs j JOIN runs r ON r.id = j.run_id WHERE j.ended < ? ORDER BY j.ended DESC LIMIT ?`)
  return (place, { history, logs }, now) => withStorageErrors(() => {
    const found = rows.all(place.before, stepSize)
    const step = { jobs: [] as number[], logs: [] as RunId[] }
    let { runs, bytes, logBytes } = place
    for (const row of found) {
      runs += 1
      bytes += row.bytes
      logBytes += row.log_size
      if (row.pinned === 1) continue
      const age = now - row.finished_at
      if (runs > history.runs || bytes > history.bytes || age > history.age) step.jobs.push(row.seq)
      else if (row.log_size > 0 && (logBytes > logs.bytes || age > logs.age)) step.logs.push(brandAs<RunId>(row.run_id))
    }
    const last = found.at(-1)
    return { ...step, next: found.length < stepSize || last === undefined ? null : { before: last.ended, runs, bytes, logBytes } }
  })
}

/** A few ms of reading. */
const stepSize = 500
