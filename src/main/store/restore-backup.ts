import { closeSync, constants, copyFileSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { type BackupFile, backupFiles } from './backup-files.ts'
import type { DatabasePlan } from './database-plan.ts'
import { inspectDatabase } from './inspect-database.ts'
import { errorCode } from './storage-error.ts'
import { syncFolder } from './sync-folder.ts'

/**
 * Puts the newest good copy of a database into its place, which is empty. Each is checked whole first, and settled
 * (`plan.settle`) before it is there. null: there is no good one, or another process has made a file meanwhile.
 */
export function restoreBackup(plan: DatabasePlan, now: number): BackupFile | null {
  for (const backup of backupFiles(plan.file, now)) {
    const partial = `${plan.file}.restore-${process.pid}.partial`
    try {
      clear(partial)
      copyFileSync(backup.file, partial, constants.COPYFILE_FICLONE)
      if (inspectDatabase({ ...plan, file: partial }, 'whole').condition !== 'sound') continue
      settle({ ...plan, file: partial }, now)
      if (!place(partial, plan.file)) return null
      syncFolder(dirname(plan.file))
      return backup
    } finally { clear(partial) }
  }
  return null
}

/** What the copy holds as unfinished may have ended since: it must not simply run again. */
function settle(plan: DatabasePlan, now: number): void {
  const connection = new SqliteDatabase(plan.file)
  try {
    connection.pragma('journal_mode = DELETE')
    plan.settle?.(connection, now)
  } finally { connection.close() }
  const descriptor = openSync(plan.file, 'r+')
  try { fsyncSync(descriptor) } finally { closeSync(descriptor) }
}

/** False where another process was first. */
function place(partial: string, file: string): boolean {
  try { linkSync(partial, file) } catch (thrown) {
    if (errorCode(thrown) === 'EEXIST') return false
    // A disk without hard links.
    renameSync(partial, file)
  }
  return true
}

function clear(partial: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(partial + suffix, { force: true })
}
