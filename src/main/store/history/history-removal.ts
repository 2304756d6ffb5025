import type { Database } from 'better-sqlite3'
import { brandAs, type ContentHash, type JobId, type RunId, type Timestamp } from '../../../shared/brand.ts'
import { inlineLimit } from '../../../shared/stored-value.ts'
import { immediate } from '../immediate.ts'

/** What removed runs leave outside of the database: files that nothing in it names any more, and logs of runs that are gone. */
export interface Leftovers { readonly values: readonly ContentHash[]; readonly logs: readonly RunId[] }

/** Takes ended jobs out of history, with everything that only they named. */
export interface HistoryRemoval {
  /** Hides a job, or shows it again; false where there is none, or it is pinned. */
  readonly hide: (jobId: JobId, at: Timestamp | null) => boolean
  readonly pin: (jobId: JobId, pinned: boolean) => boolean
  /** Removes ended jobs by `seq`, in one transaction: a few hundred at most. */
  readonly remove: (jobs: readonly number[]) => Leftovers
  /** Jobs hidden at or before a time, some of them. */
  readonly hidden: (until: Timestamp, most: number) => readonly number[]
  /** Says that a run's log is gone. */
  readonly forgetLogs: (runs: readonly RunId[]) => void
}

interface GoneJob { readonly run_id: string; readonly ended: number; readonly request_hash: string; readonly request_size: number }
interface GoneRun { readonly value_hash: string | null; readonly value_size: number | null; readonly log_size: number }

export function historyRemoval(database: Database): HistoryRemoval {
  const hide = database.prepare<[number | null, string]>('UPDATE jobs SET removed_at = ? WHERE id = ? AND ended IS NOT NULL AND pinned = 0')
  const pin = database.prepare<[number, string]>('UPDATE jobs SET pinned = ? WHERE id = ? AND ended IS NOT NULL')
  const hidden = database.prepare<[number, number], number>('SELECT seq FROM jobs WHERE removed_at <= ? ORDER BY removed_at LIMIT ?').pluck()
  const removeJob = database.prepare<[number], GoneJob>('DELETE FROM jobs WHERE seq = ? AND ended IS NOT NULL AND pinned = 0 RETURNING run_id, ended, request_hash, request_size')
  const removeWords = database.prepare<[number]>('DELETE FROM history_words WHERE rowid = ? AND rowid <= (SELECT upto FROM history_indexed)')
  const removeRun = database.prepare<[string], GoneRun>('DELETE FROM runs WHERE id = ? AND NOT EXISTS (SELECT 1 FROM jobs WHERE run_id = runs.id) RETURNING value_hash, value_size, log_size')
  const filesOf = database.prepare<[string], string>('DELETE FROM value_files WHERE value_hash = ? RETURNING hash').pluck()
  const names = database.prepare<{ hash: string }, number>('SELECT EXISTS (SELECT 1 FROM runs WHERE value_hash = :hash) OR EXISTS (SELECT 1 FROM jobs WHERE request_hash = :hash)').pluck()
  const isResult = database.prepare<[string], number>('SELECT EXISTS (SELECT 1 FROM runs WHERE value_hash = ?)').pluck()
  const removeInline = database.prepare<[string]>('DELETE FROM inline_values WHERE hash = ?')
  const forget = database.prepare<[string]>('UPDATE runs SET log_size = 0 WHERE id = ?')

  /** A value that a removed row named: its own row goes with the last name. */
  function letGo(hash: string, size: number): readonly string[] {
    const files = isResult.get(hash) === 1 ? [] : filesOf.all(hash)
    if (names.get({ hash }) === 1) return files
    if (size > inlineLimit) return [hash, ...files]
    removeInline.run(hash)
    return files
  }

  const remove = immediate(database, (jobs: readonly number[]): Leftovers => {
    const values = new Set<string>()
    const logs: RunId[] = []
    for (const seq of jobs) {
      const job = removeJob.get(seq)
      if (job === undefined) continue
      removeWords.run(job.ended)
      const run = removeRun.get(job.run_id)
      if (run !== undefined && run.log_size > 0) logs.push(brandAs<RunId>(job.run_id))
      for (const hash of letGo(job.request_hash, job.request_size)) values.add(hash)
      if (run !== undefined && run.value_hash !== null) for (const hash of letGo(run.value_hash, run.value_size ?? 0)) values.add(hash)
    }
    return { values: [...values].map((hash) => brandAs<ContentHash>(hash)), logs }
  })
  return {
    hide: immediate(database, (jobId, at) => hide.run(at, jobId).changes === 1),
    pin: immediate(database, (jobId, pinned) => pin.run(pinned ? 1 : 0, jobId).changes === 1),
    remove,
    hidden: (until, most) => hidden.all(until, most),
    forgetLogs: immediate(database, (runs) => { for (const runId of runs) forget.run(runId) }),
  }
}
