import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'

/** What the history of a data folder says of one run. */
export interface RunRecord {
  readonly callbackId: string
  readonly cacheKey: string | null
  /** A process was started for it. */
  readonly hadProcess: boolean
  /** That process runs, or nobody has seen its end yet. */
  readonly hasProcess: boolean
}

/** Every run of a data folder, oldest first, as it stands in the database: hits and jobs that never started too. */
export function runRecords(dataDir: string): RunRecord[] {
  const database = new SqliteDatabase(join(dataDir, 'simmer.db'), { readonly: true })
  try {
    const rows = database.prepare<[], { callbackId: string; cacheKey: string | null; hadProcess: number; hasProcess: number }>(`
      SELECT callback_id AS callbackId, cache_key AS cacheKey, process IS NOT NULL OR receipt IS NOT NULL AS hadProcess, process IS NOT NULL AS hasProcess
      FROM runs ORDER BY (SELECT min(seq) FROM jobs WHERE run_id = runs.id)`).all()
    return rows.map((row) => ({ ...row, hadProcess: row.hadProcess === 1, hasProcess: row.hasProcess === 1 }))
  } finally {
    database.close()
  }
}

/** How many job processes the history of a data folder knows of. */
export function processCount(dataDir: string): number {
  return runRecords(dataDir).filter(({ hadProcess }) => hadProcess).length
}
