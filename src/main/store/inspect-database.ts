import { statSync } from 'node:fs'
import SqliteDatabase from 'better-sqlite3'
import { damageOf } from './damage-mark.ts'
import { readDatabaseHeader } from './database-header.ts'
import { applicationId, type DatabasePlan, planVersion } from './database-plan.ts'
import { errorCode, isBrokenFile } from './storage-error.ts'

/** What a file turned out to be, before anything writes to it. `inode` tells whether it is still that file later. */
export type DatabaseCondition =
  | { readonly condition: 'absent' }
  /** `unchecked`: it did not end cleanly, and is too large to be checked whole before the window. */
  | { readonly condition: 'sound'; readonly unchecked: boolean }
  | { readonly condition: 'newer'; readonly version: number }
  | { readonly condition: 'broken'; readonly reason: string; readonly inode: number }

/** Checked whole at once up to this size, and after an unclean end up to that: 80 MB take 75 ms. Values have their own hashes. */
const checkedBytes = 16 * 1024 * 1024
const checkedBytesUnclean = 64 * 1024 * 1024

/**
 * Looks at a database file without changing a byte of it: the header first, so that SQLite never opens a newer
 * one, then a read-only connection, which sees what stands in the write-ahead log. `whole`: checked whole, whatever its size.
 */
export function inspectDatabase(plan: DatabasePlan, depth: 'quick' | 'whole' = 'quick'): DatabaseCondition {
  const header = readDatabaseHeader(plan.file)
  if (header === 'absent') return { condition: 'absent' }
  const { ino: inode, size } = statSync(plan.file)
  if (header === 'foreign') return { condition: 'broken', reason: 'it is no SQLite database', inode }
  if (header.userVersion > planVersion(plan) && header.applicationId === applicationId) return { condition: 'newer', version: header.userVersion }
  const damage = damageOf(plan.file, inode)
  if (damage !== undefined) return { condition: 'broken', reason: damage, inode }
  const logged = sizeOf(`${plan.file}-wal`) > 0
  try { return withReader(plan, (reader) => readCondition(reader, { plan, inode, size, depth, logged })) } catch (thrown) {
    if (isBrokenFile(thrown) || errorCode(thrown) === 'SQLITE_ERROR') return { condition: 'broken', reason: thrown instanceof Error ? thrown.message : String(thrown), inode }
    // What only a writer can settle (a hot journal, a missing shared-memory file) is left to the opening itself.
    return { condition: 'sound', unchecked: size > checkedBytesUnclean }
  }
}

/** All of a look is of one moment: between two, another process may have made the tables that a version promises. */
function withReader<T>(plan: DatabasePlan, look: (reader: SqliteDatabase.Database) => T): T {
  const reader = new SqliteDatabase(plan.file, { readonly: true, fileMustExist: true, timeout: 5000 })
  try { return reader.transaction(() => look(reader)).deferred() } finally { reader.close() }
}

interface Looking { readonly plan: DatabasePlan; readonly inode: number; readonly size: number; readonly depth: 'quick' | 'whole'; readonly logged: boolean }

function readCondition(reader: SqliteDatabase.Database, { plan, inode, size, depth, logged }: Looking): DatabaseCondition {
  const version = Number(reader.pragma('user_version', { simple: true }))
  const tables = Number(reader.prepare('SELECT count(*) FROM sqlite_schema').pluck().get())
  const ours = Number(reader.pragma('application_id', { simple: true })) === applicationId
  if (version === 0 ? tables > 0 : !ours) return { condition: 'broken', reason: 'it is a database of another program', inode }
  if (version > planVersion(plan)) return { condition: 'newer', version }
  if (version === planVersion(plan) && schemaOf(reader) !== expectedSchema(plan)) return { condition: 'broken', reason: 'its tables are not what they should be', inode }
  const unclean = logged || hasOwners(reader)
  const whole = depth === 'whole' || size <= (unclean ? checkedBytesUnclean : checkedBytes)
  if (!whole) return { condition: 'sound', unchecked: unclean }
  const verdict = String(reader.pragma('quick_check(1)', { simple: true }))
  return verdict === 'ok' ? { condition: 'sound', unchecked: false } : { condition: 'broken', reason: verdict, inode }
}

/** An engine that ended cleanly has left no row; one that lives has one, and the check is superfluous then. */
function hasOwners(reader: SqliteDatabase.Database): boolean {
  const table = reader.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'owners'").get()
  return table !== undefined && reader.prepare('SELECT 1 FROM owners LIMIT 1').get() !== undefined
}

function schemaOf(reader: SqliteDatabase.Database): string {
  return reader.prepare<[], string>('SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name').pluck().all().join('\n')
}

/** A damaged name of a table or column is sound to SQLite, and every statement would fail later. */
function expectedSchema({ migrations }: DatabasePlan): string {
  const memory = new SqliteDatabase(':memory:')
  try {
    for (const { sql } of migrations) memory.exec(sql)
    return schemaOf(memory)
  } finally { memory.close() }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
