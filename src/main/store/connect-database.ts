import SqliteDatabase from 'better-sqlite3'
import type { DatabasePlan } from './database-plan.ts'
import { migrateDatabase } from './migrate-database.ts'
import { errorCode } from './storage-error.ts'

const busyMs = 5000
const journalLimitBytes = 64 * 1024 * 1024

/** Opens a file for writing with every setting that SQLite does not keep in it, and migrates it. Throws what SQLite throws. */
export function connectDatabase(plan: DatabasePlan): SqliteDatabase.Database {
  const connection = new SqliteDatabase(plan.file, { timeout: busyMs })
  try {
    // Only before the first page is written: later it would need a whole vacuum.
    connection.pragma('auto_vacuum = INCREMENTAL')
    becomeWal(connection)
    connection.pragma(`synchronous = ${plan.synchronous}`)
    connection.pragma('foreign_keys = ON')
    connection.pragma('trusted_schema = OFF')
    connection.pragma(`journal_size_limit = ${journalLimitBytes}`)
    migrateDatabase(connection, plan)
    return connection
  } catch (thrown) {
    connection.close()
    throw thrown
  }
}

/** SQLite does not wait for others here, whatever `busy_timeout` says: two processes making one file would fail. */
function becomeWal(connection: SqliteDatabase.Database): void {
  const until = performance.now() + busyMs
  const wait = new Int32Array(new SharedArrayBuffer(4))
  for (;;) {
    try { connection.pragma('journal_mode = WAL'); return } catch (thrown) {
      if (!errorCode(thrown).startsWith('SQLITE_BUSY') || performance.now() > until) throw thrown
      Atomics.wait(wait, 0, 0, 10)
    }
  }
}
