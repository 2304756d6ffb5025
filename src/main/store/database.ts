import { statSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import type { BackupFile } from './backup-files.ts'
import { connectDatabase } from './connect-database.ts'
import { type DatabasePlan, planVersion } from './database-plan.ts'
import { inspectDatabase } from './inspect-database.ts'
import { NewerVersionError } from './migrate-database.ts'
import { restoreBackup } from './restore-backup.ts'
import { setAside } from './set-aside.ts'
import { isBrokenFile, storageError } from './storage-error.ts'

/** What had to be done to have a usable database. */
export type DatabaseFate =
  /** `unchecked`: it did not end cleanly, and was too large to be checked whole at once. */
  | { readonly fate: 'opened'; readonly unchecked: boolean }
  /** The file was damaged: it is kept at `keptAs`, and a backup has taken its place, or (null) a new one was made. */
  | { readonly fate: 'setAside'; readonly keptAs: string; readonly reason: string; readonly restored: BackupFile | null }
  /** The file is a newer Simmer's: it stays as it is, and this one works in a file of its own beside it. */
  | { readonly fate: 'beside'; readonly newerFile: string; readonly version: number; readonly usedFile: string }
export interface OpenedDatabase { readonly connection: Database; readonly fate: DatabaseFate }

/**
 * Opens a database file, whatever state it is in, and never throws data away: a broken one is renamed and its newest
 * good backup restored, a newer one is not changed by a byte. Throws DISK_FULL, or DATABASE where the folder cannot be written to.
 */
export function openDatabase(plan: DatabasePlan, now: () => number): OpenedDatabase {
  try { return open(plan, now) } catch (thrown) { throw storageError(thrown) }
}

function open(plan: DatabasePlan, now: () => number): OpenedDatabase {
  const found = inspectDatabase(plan)
  switch (found.condition) {
    case 'newer': return openBeside(plan, { version: found.version, now })
    case 'broken': return replace(plan, { ...found, now })
    case 'absent':
    case 'sound':
      try { return { connection: connectDatabase(plan), fate: { fate: 'opened', unchecked: found.condition === 'sound' && found.unchecked } } } catch (thrown) {
        if (thrown instanceof NewerVersionError) return openBeside(plan, { version: thrown.version, now })
        if (!isBrokenFile(thrown)) throw thrown
        return replace(plan, { reason: (thrown as Error).message, inode: statSync(plan.file).ino, now })
      }
  }
}

function replace(plan: DatabasePlan, broken: { readonly reason: string; readonly inode: number; readonly now: () => number }): OpenedDatabase {
  const keptAs = setAside(plan.file, new Date(broken.now()), broken.inode)
  const restored = keptAs !== null && plan.backup ? restoreBackup(plan, broken.now()) : null
  const connection = connectDatabase(plan)
  return { connection, fate: keptAs === null ? { fate: 'opened', unchecked: false } : { fate: 'setAside', keptAs, reason: broken.reason, restored } }
}

/** Chosen over opening the newer file read-only, since computing and keeping results still works then. */
function openBeside(plan: DatabasePlan, newer: { readonly version: number; readonly now: () => number }): OpenedDatabase {
  const usedFile = plan.file.replace(/(?=\.db$)/u, `.v${planVersion(plan)}`)
  const { connection } = open({ ...plan, file: usedFile }, newer.now)
  return { connection, fate: { fate: 'beside', newerFile: plan.file, version: newer.version, usedFile } }
}
