import type { Database, Statement } from 'better-sqlite3'
import type { NewCacheEntry } from '../engine/cache-ports.ts'
import { inlineLimit } from '../../shared/stored-value.ts'

/** What is read of an entry for a lookup. */
export interface EntryRow {
  readonly hash: string
  readonly size: number
  readonly bytes: Uint8Array | null
  readonly stored_at: number
  readonly took_ms: number
  readonly expire: number | null
  readonly used_at: number
  readonly file_count: number
  readonly pinned: number
}

/** What an entry takes beside its value and parts: its row and its places in the indexes. */
const rowBytes = 512

export interface CacheStatements {
  readonly select: Statement<[string], EntryRow>
  /** Keys of the entries that are or hold a file. */
  readonly naming: Statement<{ hash: string }, string>
  readonly fileCount: Statement<[string], number>
  /** What the pinned ones weigh. */
  readonly pinned: Statement<[], number>
  readonly parts: Statement<[string, string, number], string>
  readonly insert: Statement<EntryColumns>
}

/** An entry as its row has it. */
export type EntryColumns = Readonly<Record<string, string | number | Uint8Array | null>>

/** Statements on the entries of the cache; sizes in bytes. */
export function cacheStatements(database: Database): CacheStatements {
  return {
    select: database.prepare<[string], EntryRow>('SELECT hash, size, bytes, stored_at, took_ms, expire, used_at, file_count, pinned FROM entries WHERE key = ?'),
    naming: database.prepare<{ hash: string }, string>(`SELECT key FROM entries WHERE hash = :hash AND size > ${inlineLimit} UNION SELECT key FROM entry_files WHERE hash = :hash`).pluck(),
    fileCount: database.prepare<[string], number>('SELECT file_count FROM entries WHERE key = ?').pluck(),
    pinned: database.prepare<[], number>('SELECT pinned_weight FROM total').pluck(),
    parts: database.prepare<[string, string, number], string>('SELECT parts FROM entries WHERE task_path = ? AND callback_id = ? ORDER BY stored_at DESC LIMIT ?').pluck(),
    insert: database.prepare<EntryColumns>(`
      INSERT INTO entries (key, task_path, callback_id, parts, hash, size, bytes, weight, stored_at, took_ms, expire, used_at, expires_at, file_count)
      VALUES (:key, :taskPath, :callbackId, :parts, :hash, :size, :bytes, :weight, :storedAt, :tookMs, :expire, :storedAt, :expiresAt, :fileCount)
      ON CONFLICT (key) DO UPDATE SET parts = excluded.parts, hash = excluded.hash, size = excluded.size, bytes = excluded.bytes,
        weight = excluded.weight, stored_at = excluded.stored_at, took_ms = excluded.took_ms, expire = excluded.expire,
        used_at = excluded.used_at, expires_at = excluded.expires_at, file_count = excluded.file_count, hits = 0`),
  }
}

/** The columns of an entry; `weight`: {@link weightOf} it. */
export function entryColumns(entry: NewCacheEntry, weight: number): EntryColumns {
  const { key, taskPath, callbackId, value, storedAt, tookMs, expire } = entry
  return {
    key, taskPath, callbackId, storedAt, tookMs, expire, parts: JSON.stringify(entry.parts), hash: value.hash, size: value.size,
    fileCount: value.files?.length ?? 0, bytes: value.bytes ?? null, weight, expiresAt: expire === null ? null : storedAt + expire * 1000,
  }
}

/** What an entry takes on the disk, by and large: its value, the files that the value holds, and its row. */
export function weightOf({ parts, value }: NewCacheEntry): number {
  return value.size + (value.files ?? []).reduce((sum, { size }) => sum + size, 0) + JSON.stringify(parts).length + rowBytes
}
