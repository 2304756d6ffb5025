import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import { partialBackupName, pruneBackups } from './backup-files.ts'
import { readDatabaseHeader } from './database-header.ts'
import { syncFolder } from './sync-folder.ts'

/**
 * Copies a database, as its connections see it, to a file that `nameFor` names by the copy's version, synced; then
 * removes copies that are too many. Throws what storage throws (a full disk), and leaves no half then.
 */
export function backUpDatabase(connection: Database, file: string, nameFor: (version: number) => string): string {
  const partial = partialBackupName(file)
  rmSync(partial, { force: true })
  try {
    connection.prepare('VACUUM INTO ?').run(partial)
    const descriptor = openSync(partial, 'r+')
    try { fsyncSync(descriptor) } finally { closeSync(descriptor) }
    const header = readDatabaseHeader(partial)
    const target = nameFor(typeof header === 'string' ? 0 : header.userVersion)
    renameSync(partial, target)
    syncFolder(dirname(target))
    pruneBackups(file, Date.now())
    return target
  } finally { rmSync(partial, { force: true }) }
}
