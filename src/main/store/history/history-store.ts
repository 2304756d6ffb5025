import type { Database } from 'better-sqlite3'
import type { ContentHash, JobId, RunId, Timestamp } from '../../../shared/brand.ts'
import type { HistoryPage, HistoryQuery, HistoryTask, RunRecord } from '../../../shared/history.ts'
import type { Retention } from '../../../shared/retention.ts'
import { withStorageErrors } from '../storage-error.ts'
import { historyIndex } from './history-index.ts'
import { historyPages } from './history-pages.ts'
import { historyRecords, type RecordParts } from './history-records.ts'
import { historyRemoval, type Leftovers } from './history-removal.ts'
import { retentionWalk, type WalkPlace, type WalkStep } from './retention-walk.ts'

/** Runs that have ended: found, looked at, pinned and removed. Each method is one transaction. */
export interface HistoryStore {
  page(query: HistoryQuery): HistoryPage
  tasks(): readonly HistoryTask[]
  record(jobId: JobId): RunRecord | undefined
  /** False where no such run has ended. */
  pin(jobId: JobId, pinned: boolean): boolean
  /** Hides a run until it is removed; null shows it again. False where there is none, or it is pinned. */
  hide(jobId: JobId, at: Timestamp | null): boolean
  hidden(until: Timestamp, most: number): readonly number[]
  /** Removes jobs with the rows and files that only they named. */
  remove(jobs: readonly number[]): void
  removeLogs(runs: readonly RunId[]): void
  walk(place: WalkPlace, limits: Retention, now: Timestamp): WalkStep
  /** See {@link HistoryIndex.catchUp}. */
  catchUp(most: number): number
  /** True where a run names this bundle's file. */
  namesBundle(file: string): boolean
}

export interface HistoryParts extends Omit<RecordParts, 'database'> {
  readonly removeValue: (hash: ContentHash) => void
  readonly removeLog: (runId: RunId) => void
}

export function historyStore(database: Database, { removeValue, removeLog, ...parts }: HistoryParts): HistoryStore {
  const index = historyIndex(database)
  const { hide, pin, hidden, remove, forgetLogs } = historyRemoval(database)
  const record = historyRecords({ database, ...parts })
  const namesBundle = database.prepare<[string], number>('SELECT EXISTS (SELECT 1 FROM runs WHERE bundle = ?)').pluck()
  // Rows first: a kill in between leaves a file too many, never a run whose files are gone.
  const clearAway = ({ values, logs }: Leftovers): void => {
    for (const runId of logs) removeLog(runId)
    for (const hash of values) removeValue(hash)
  }
  return {
    ...historyPages(database, index), record, pin, hide,
    walk: retentionWalk(database),
    hidden: (until, most) => withStorageErrors(() => hidden(until, most)),
    remove: (jobs) => { clearAway(remove(jobs)) },
    removeLogs: (runs) => {
      forgetLogs(runs)
      for (const runId of runs) removeLog(runId)
    },
    catchUp: (most) => index.catchUp(most),
    namesBundle: (file) => withStorageErrors(() => namesBundle.get(file) === 1),
  }
}
