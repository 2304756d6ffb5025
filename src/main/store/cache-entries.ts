import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { brandAs, type CacheKey, type CallbackId, type ContentHash, type Timestamp } from '../../shared/brand.ts'
import { AppError } from '../../shared/errors.ts'
import type { StoredValue } from '../../shared/stored-value.ts'
import type { CacheEntry, CacheStore, Clock, NewCacheEntry } from '../engine/ports.ts'
import { cacheEviction } from './cache-eviction.ts'
import { CacheUses } from './cache-uses.ts'
import { contentHash } from './content-hash.ts'
import { entryFiles, type EntryFiles } from './entry-files.ts'
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
  readonly file_count: number
}

export interface CacheParts {
  readonly database: Database
  readonly files: FileValueStore
  readonly clock: Clock
  readonly limit: number
  /** True where something beside the cache refers to a value's file. */
  readonly isUsedElsewhere: (hash: ContentHash) => boolean
}

/** What an entry takes beside its value and parts: its row and its places in the indexes. */
const rowBytes = 512
const partsSchema = v.record(v.string(), v.string())

/** Results by key in `cache.db`, least recently used evicted above a limit in bytes (H6–H10). */
export class SqliteCacheStore implements CacheStore {
  readonly #files: FileValueStore
  readonly #uses: CacheUses
  readonly #statements: ReturnType<typeof prepare>
  readonly #entryFiles: EntryFiles
  readonly #insert: (entry: NewCacheEntry) => readonly ContentHash[]
  readonly #tidy: (unnamed: readonly ContentHash[]) => void
  #limit: number

  constructor({ database, files, clock, limit, isUsedElsewhere }: CacheParts) {
    this.#limit = limit
    this.#uses = new CacheUses(database, clock)
    this.#statements = prepare(database)
    this.#files = files
    const kept = entryFiles(database)
    this.#entryFiles = kept
    const eviction = cacheEviction(database)
    const isUsed = (hash: ContentHash): boolean => kept.names(hash) || isUsedElsewhere(hash)
    this.#tidy = (unnamed) => {
      eviction.giveBack()
      for (const hash of unnamed) files.removeUnused(hash, isUsed)
    }
    this.#insert = immediate(database, (entry: NewCacheEntry) => {
      this.#statements.insert.run(entryColumns(entry))
      kept.save(entry.key, entry.value.files ?? [])
      this.#uses.forget(entry.key)
      return eviction.evict({ limit: this.#limit, now: clock.now(), keep: entry.key, refresh: (key) => this.#uses.writeNow(key) })
    })
  }

  get(key: CacheKey, now: Timestamp): CacheEntry | undefined {
    const entry = this.peek(key, now)
    if (entry === undefined) return undefined
    this.#uses.add(key, now)
    // History is about to name what lies in files.
    if (entry.value.bytes === undefined) this.#files.touch(entry.value.hash)
    for (const { hash } of entry.value.files ?? []) this.#files.touch(hash)
    return entry
  }

  peek(key: CacheKey, now: Timestamp): CacheEntry | undefined {
    try {
      const row = this.#statements.select.get(key)
      if (row === undefined || this.#isExpired(key, row, now)) return undefined
      const value = this.#intactValue(key, row)
      if (value !== undefined) return { value, storedAt: row.stored_at, tookMs: row.took_ms }
      this.remove(key)
      return undefined
    } catch { return undefined }
  }

  /** Throws REFUSED for an entry above the limit, DISK_FULL, DATABASE: the result is then in history only. */
  put(entry: NewCacheEntry): void {
    const weight = weightOf(entry)
    if (weight > this.#limit) {
      this.remove(entry.key)
      throw new AppError('REFUSED', `The result has ${weight} bytes${entry.value.files === undefined ? '' : ' with its files'}, more than the whole cache may have (${this.#limit}).`, { hint: 'Raise the cache\'s limit in Settings.' })
    }
    this.#tidy(this.#insert({ ...entry, value: settleLarge(this.#files, entry.value) }))
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

  /** A small value is checked here; a large one, and files, for their size, and for their content when they are read. */
  #intactValue(key: CacheKey, { hash, size, bytes, file_count: fileCount }: EntryRow): StoredValue | undefined {
    const kept = fileCount === 0 ? undefined : this.#entryFiles.of(key)
    if (kept !== undefined && (kept.length !== fileCount || !kept.every((file) => this.#files.holds(file)))) return undefined
    const value = { hash: brandAs<ContentHash>(hash), size, ...(kept === undefined ? {} : { files: kept }) }
    if (bytes === null) return this.#files.holds(value) ? value : undefined
    return contentHash(bytes) === hash ? { ...value, bytes: plainBytes(bytes) } : undefined
  }
}

function prepare(database: Database) {
  return {
    select: database.prepare<[string], EntryRow>('SELECT hash, size, bytes, stored_at, took_ms, expire, used_at, file_count FROM entries WHERE key = ?'),
    remove: database.prepare<[string]>('DELETE FROM entries WHERE key = ?'),
    parts: database.prepare<[string, string, number], string>('SELECT parts FROM entries WHERE task_path = ? AND callback_id = ? ORDER BY stored_at DESC LIMIT ?').pluck(),
    insert: database.prepare(`
      INSERT INTO entries (key, task_path, callback_id, parts, hash, size, bytes, weight, stored_at, took_ms, expire, used_at, expires_at, file_count)
      VALUES (:key, :taskPath, :callbackId, :parts, :hash, :size, :bytes, :weight, :storedAt, :tookMs, :expire, :storedAt, :expiresAt, :fileCount)
      ON CONFLICT (key) DO UPDATE SET parts = excluded.parts, hash = excluded.hash, size = excluded.size, bytes = excluded.bytes,
        weight = excluded.weight, stored_at = excluded.stored_at, took_ms = excluded.took_ms, expire = excluded.expire,
        used_at = excluded.used_at, expires_at = excluded.expires_at, file_count = excluded.file_count, hits = 0`),
  }
}

function entryColumns(entry: NewCacheEntry) {
  const { key, taskPath, callbackId, value, storedAt, tookMs, expire } = entry
  return {
    key, taskPath, callbackId, storedAt, tookMs, expire, parts: JSON.stringify(entry.parts), hash: value.hash, size: value.size,
    fileCount: value.files?.length ?? 0, bytes: value.bytes ?? null, weight: weightOf(entry), expiresAt: expire === null ? null : storedAt + expire * 1000,
  }
}

function weightOf({ parts, value }: NewCacheEntry): number {
  return value.size + (value.files ?? []).reduce((sum, { size }) => sum + size, 0) + JSON.stringify(parts).length + rowBytes
}
