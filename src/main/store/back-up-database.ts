import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from 'better-sqlite3'
import { readDatabaseHeader } from './database-header.ts'
import { syncFolder } from './sync-folder.ts'

/**
 * Copies a database, as its connections see it, to `<file>.backup-v<version>`, synced. The version is the copy's
 * own, since another process may migrate meanwhile. Throws what storage throws (a full disk): better no migration
 * than one without a way back.
 */
export function backUpDatabase(connection: Database, file: string): string {
  const partial = `${file}.backup-${process.pid}.partial`
  rmSync(partial, { force: true })
  try {
    connection.prepare('VACUUM INTO ?').run(partial)
    const descriptor = openSync(partial, 'r+')
    try { fsyncSync(descriptor) } finally { closeSync(descriptor) }
    const header = readDatabaseHeader(partial)
    const target = `${file}.backup-v${typeof header === 'string' ? 0 : header.userVersion}`
    renameSync(partial, target)
    syncFolder(dirname(target))
    return target
  } finally { rmSync(partial, { force: true }) }
}
