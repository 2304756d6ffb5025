import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { brandAs, type CacheKey, type CallbackId, type ContentHash, type Timestamp } from '../../shared/brand.ts'
import { AppError } from '../../shared/errors.ts'
import type { StoredValue } from '../../shared/stored-value.ts'
import type { CacheEntry, CacheStore, Clock, NewCacheEntry } from '../engine/ports.ts'
import { cacheEviction } from './cache-eviction.ts'
import { CacheUses } from './cache-uses.ts'
import { contentHash } from './content-hash.ts'
import { settleLarge } from './held-value.ts'
import { immediate } from './immediate.ts'
import { parseJson } from './parse-json.ts'
import { plainBytes } from './value-codec.ts'
import type { FileValueStore } from './values.ts'

interface EntryRow {
  readonly hash: string
  readonly size: number
  readonly bytes: Uint8Array | null
  readonly stored_at: number
  readonly took_ms: number
  readonly expire: number | null
  readonly used_at: number
}

export interface CacheParts { readonly database: Database; readonly files: FileValueStore; readonly clock: Clock; readonly limit: number }

/** What an entry takes beside its value and parts: its row and its places in the indexes. */
const rowBytes = 512
const partsSchema = v.record(v.string(), v.string())

/** Results by key in `cache.db`, least recently used evicted above a limit in bytes (H6–H10). */
export class SqliteCacheStore implements CacheStore {
  readonly #files: FileValueStore
  readonly #uses: CacheUses
  readonly #statements: ReturnType<typeof prepare>
  readonly #insert: (entry: NewCacheEntry) => void
  readonly #tidy: () => void
  #limit: number

  constructor({ database, files, clock, limit }: CacheParts) {
    this.#files = files
    this.#limit = limit
    this.#uses = new CacheUses(database, clock)
    this.#statements = prepare(database)
    const eviction = cacheEviction(database)
    this.#tidy = eviction.giveBack
    this.#insert = immediate(database, (entry: NewCacheEntry) => {
      this.#statements.insert.run(entryColumns(entry))
      this.#uses.forget(entry.key)
      eviction.evict({ limit: this.#limit, now: clock.now(), keep: entry.key, refresh: (key) => this.#uses.writeNow(key) })
    })
  }

  get(key: CacheKey, now: Timestamp): CacheEntry | undefined {
    const entry = this.peek(key, now)
    if (entry !== undefined) this.#uses.add(key, now)
    return entry
  }

  peek(key: CacheKey, now: Timestamp): CacheEntry | undefined {
    try {
      const row = this.#statements.select.get(key)
      if (row === undefined || this.#isExpired(key, row, now)) return undefined
      const value = this.#intactValue(row)
      if (value !== undefined) return { value, storedAt: row.stored_at, tookMs: row.took_ms }
      this.remove(key)
      return undefined
    } catch { return undefined }
  }

  /** Throws REFUSED for an entry above the limit, DISK_FULL, DATABASE: the result is then in history only. */
  put(entry: NewCacheEntry): void {
    if (weightOf(entry) > this.#limit) {
      this.remove(entry.key)
      throw new AppError('REFUSED', `The result has ${entry.value.size} bytes, more than the whole cache may have (${this.#limit}).`, { hint: 'Raise the cache\'s limit in Settings.' })
    }
    this.#insert({ ...entry, value: settleLarge(this.#files, entry.value) })
    this.#tidy()
  }

  remove(key: CacheKey): void {
    try { this.#statements.remove.run(key) } catch { /* A damaged cache: every lookup in it is a miss. */ }
    this.#uses.forget(key)
  }

  recentParts(taskPath: string, callbackId: CallbackId, limit: number): readonly Readonly<Record<string, string>>[] {
    try { return this.#statements.parts.all(taskPath, callbackId, limit).map((text) => parseJson(partsSchema, text)).filter((parts) => parts !== undefined) } catch { return [] }
  }

  /** Sets the limit in bytes; a lower one is reached by the next writes, some entries at each. */
  setLimit(bytes: number): void { this.#limit = bytes }

  /** Saves the uses that were not written yet. */
  close(): void { this.#uses.close() }

  #isExpired(key: CacheKey, { expire, used_at: usedAt }: EntryRow, now: Timestamp): boolean {
    return expire !== null && Math.max(usedAt, this.#uses.lastOf(key)) + expire * 1000 <= now
  }

  /** A small value is checked here; a large one for its size, and for its content when it is read. */
  #intactValue({ hash, size, bytes }: EntryRow): StoredValue | undefined {
    const value = { hash: brandAs<ContentHash>(hash), size }
    if (bytes === null) return this.#files.holds(value) ? value : undefined
    return contentHash(bytes) === hash ? { ...value, bytes: plainBytes(bytes) } : undefined
  }
}

function prepare(database: Database) {
  return {
    select: database.prepare<[string], EntryRow>('SELECT hash, size, bytes, stored_at, took_ms, expire, used_at FROM entries WHERE key = ?'),
    remove: database.prepare<[string]>('DELETE FROM entries WHERE key = ?'),
    parts: database.prepare<[string, string, number], string>('SELECT parts FROM entries WHERE task_path = ? AND callback_id = ? ORDER BY stored_at DESC LIMIT ?').pluck(),
    insert: database.prepare(`
      INSERT INTO entries (key, task_path, callback_id, parts, hash, size, bytes, weight, stored_at, took_ms, expire, used_at, expires_at)
      VALUES (:key, :taskPath, :callbackId, :parts, :hash, :size, :bytes, :weight, :storedAt, :tookMs, :expire, :storedAt, :expiresAt)
      ON CONFLICT (key) DO UPDATE SET parts = excluded.parts, hash = excluded.hash, size = excluded.size, bytes = excluded.bytes,
        weight = excluded.weight, stored_at = excluded.stored_at, took_ms = excluded.took_ms, expire = excluded.expire,
        used_at = excluded.used_at, expires_at = excluded.expires_at, hits = 0`),
  }
}

function entryColumns(entry: NewCacheEntry) {
  const { key, taskPath, callbackId, value, storedAt, tookMs, expire } = entry
  return {
    key, taskPath, callbackId, storedAt, tookMs, expire, parts: JSON.stringify(entry.parts), hash: value.hash, size: value.size,
    bytes: value.bytes ?? null, weight: weightOf(entry), expiresAt: expire === null ? null : storedAt + expire * 1000,
  }
}

function weightOf({ parts, value }: NewCacheEntry): number {
  return value.size + JSON.stringify(parts).length + rowBytes
}
