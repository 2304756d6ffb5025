import { statSync } from 'node:fs'
import { basename } from 'node:path'
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'

/**
 * A check that a database's file is still the one that was opened. SQLite goes on writing to a file that was removed,
 * moved or replaced, and all that would be told as kept is lost at the end. Throws DATABASE.
 */
export function inPlace(database: Database): () => void {
  if (database.memory) return () => undefined
  const inode = inodeOf(database)
  return () => {
    if (inodeOf(database) === inode) return
    throw new AppError('DATABASE', `Simmer's ${basename(database.name)} is not where it was: it was moved, removed or replaced while Simmer was running. Nothing can be kept now.`, {
      hint: `Put it back to ${database.name}, or restart Simmer.`,
    })
  }
}

function inodeOf({ name }: Database): number | undefined { return statSync(name, { throwIfNoEntry: false })?.ino }
