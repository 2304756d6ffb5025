import { parentPort, workerData } from 'node:worker_threads'
import type SqliteDatabase from 'better-sqlite3'
import { backUpDatabase } from './back-up-database.ts'
import { dailyBackupName } from './backup-files.ts'
import type { DatabaseErrand, ErrandReport } from './database-thread.ts'
import { errorCode, isBrokenFile } from './storage-error.ts'

/** A thread for what would hold up main: it checks a database whole, backs it up where that is asked, and ends. */
const { sqlite, file, backup } = workerData as DatabaseErrand
const { default: Sqlite } = await import(sqlite) as { readonly default: typeof SqliteDatabase }

function report(): ErrandReport {
  try {
    const connection = new Sqlite(file, { fileMustExist: true, timeout: 5000 })
    try {
      const verdict = String(connection.pragma('quick_check(1)', { simple: true }))
      if (verdict !== 'ok') return { found: 'damage', reason: verdict }
      if (backup !== null) backUpDatabase(connection, file, () => dailyBackupName(file, new Date(backup)))
      return { found: 'sound' }
    } finally { connection.close() }
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    return isBrokenFile(thrown) ? { found: 'damage', reason: message } : { found: 'trouble', message, code: errorCode(thrown) }
  }
}

parentPort?.postMessage(report())
