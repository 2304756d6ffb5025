import type { Database } from 'better-sqlite3'
import { backUpDatabase } from './back-up-database.ts'
import { type DatabasePlan, planVersion } from './database-plan.ts'
import { immediate } from './immediate.ts'

/** Thrown where another process has taken the file to a newer version since it was looked at. */
export class NewerVersionError extends Error {
  override readonly name = 'NewerVersionError'
  readonly version: number
  constructor(version: number) {
    super(`The database has version ${version}, which is newer than this Simmer knows`)
    this.version = version
  }
}

/**
 * Takes a database to the plan's version, each step in one immediate transaction, after a backup of a file that
 * held something. Several processes may do so at once: each step is done by one of them.
 */
export function migrateDatabase(connection: Database, plan: DatabasePlan): void {
  const versionOf = (): number => Number(connection.pragma('user_version', { simple: true }))
  const before = versionOf()
  if (before > planVersion(plan)) throw new NewerVersionError(before)
  if (before > 0 && before < planVersion(plan) && plan.backup) {
    // The version is the copy's own, since another process may migrate meanwhile. Better no migration than one without a way back.
    backUpDatabase(connection, plan.file, (version) => `${plan.file}.backup-v${version}`)
  }
  for (const { version, sql } of plan.migrations) {
    immediate(connection, () => {
      if (versionOf() >= version) return
      connection.exec(sql)
      connection.pragma(`user_version = ${version}`)
    })()
  }
}
