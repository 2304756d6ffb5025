import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { brandAs, type CacheKey, type CallbackId, type ContentHash, type Timestamp } from '../../shared/brand.ts'
import { AppError } from '../../shared/errors.ts'
import type { StoredValue } from '../../shared/stored-value.ts'
import type { CacheEntry, CacheStore, NewCacheEntry } from '../engine/cache-ports.ts'
import type { Clock } from '../engine/ports.ts'
import { cacheEviction, type CacheEviction, type CacheGroupName, type Evicted } from './cache-eviction.ts'
import { CacheListing } from './cache-listing.ts'
import { CacheUses } from './cache-uses.ts'
import { type CacheStatements, cacheStatements, entryColumns, type EntryRow, weightOf } from './cache-statements.ts'
import { contentHash } from './content-hash.ts'
import { entryFiles, type EntryFiles } from './entry-files.ts'
import { settleLarge } from './held-value.ts'
import { IdleTurns } from './idle-turns.ts'
import { immediate } from './immediate.ts'
import { parseJson } from './parse-json.ts'
import { RemovedEntries } from './removed-entries.ts'
import { UnnamedFiles } from './unnamed-files.ts'
import { plainBytes } from './value-codec.ts'
import type { FileValueStore } from './values.ts'

export interface CacheParts {
  readonly database: Database
  readonly files: FileValueStore
  readonly clock: Clock
  /** Bytes of all entries together; asked once a second where there are writes, since it is a setting. */
  readonly limit: () => number
  /** The limit where the setting says nothing. */
  readonly defaultLimit: number
  /** Removes a file that neither the cache nor anything beside it names. */
  readonly removeFile: (hash: ContentHash) => 'gone' | 'kept' | 'young'
}

/** So many writes go by between two looks at the pages that eviction freed. */
const writesPerLook = 64
const partsSchema = v.record(v.string(), v.string())

/** Results by key in `cache.db`, least recently used evicted above a limit in bytes (H6–H10). */
export class SqliteCacheStore implements CacheStore {
  /** What there is, for people to look at (H12). */
  readonly listing: CacheListing
  readonly defaultLimit: number
  readonly #parts: CacheParts
  readonly #uses: CacheUses
  readonly #statements: CacheStatements
  readonly #entryFiles: EntryFiles
  readonly #eviction: CacheEviction
  readonly #unnamed: UnnamedFiles
  readonly #removed: RemovedEntries
  readonly #turns: IdleTurns
  readonly #insert: (entry: NewCacheEntry, weight: number) => Evicted
  readonly #drop: (key: CacheKey) => readonly ContentHash[]
  readonly #dropSome: (group: CacheGroupName, most: number) => Evicted
  readonly #sweep: () => Evicted
  #writes = 0
  #limitRead: { readonly at: Timestamp; readonly bytes: number } | null = null
  #gave = false

  constructor(parts: CacheParts) {
    const { clock, database, files } = parts
    this.#parts = parts
    this.defaultLimit = parts.defaultLimit
    this.#uses = new CacheUses(database, clock)
    this.#statements = cacheStatements(database)
    this.#entryFiles = entryFiles(database)
    this.#removed = new RemovedEntries(database, this.#entryFiles, clock)
    this.listing = new CacheListing(database)
    const eviction = cacheEviction(database)
    this.#eviction = eviction
    this.#unnamed = new UnnamedFiles({ files, clock, remove: parts.removeFile })
    const refresh = (key: CacheKey): boolean => this.#uses.writeNow(key)
    this.#insert = immediate(database, (entry: NewCacheEntry, weight: number) => {
      const { key, value: { files: held = [] } } = entry
      const before = this.#statements.fileCount.get(key) ?? 0
      this.#statements.insert.run(entryColumns(entry, weight))
      if (before > 0 || held.length > 0) this.#entryFiles.save(key, held)
      this.#uses.forget(key)
      return eviction.evict({ limit: this.#limit(), now: clock.now(), keep: key, slack: weight, refresh })
    })
    this.#drop = immediate(database, (key: CacheKey) => eviction.drop(key))
    this.#dropSome = immediate(database, (group: CacheGroupName, most: number) => eviction.dropSome(group, most))
    this.#sweep = immediate(database, () => eviction.evict({ limit: this.#limit(), now: clock.now(), keep: null, slack: Number.POSITIVE_INFINITY, refresh }))
    this.#turns = new IdleTurns({ clock, first: 2_000, breath: 5, rest: 60_000, turn: () => this.#tidy() })
  }

  /** A use: its expiry starts again (H7). */
  get(key: CacheKey, now: Timestamp): CacheEntry | undefined {
    const entry = this.peek(key, now)
    if (entry === undefined) return undefined
    this.#uses.add(key, now)
    // History is about to name what lies in files.
    if (entry.value.bytes === undefined) this.#parts.files.touch(entry.value.hash)
    for (const { hash } of entry.value.files ?? []) this.#parts.files.touch(hash)
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

  /** Throws REFUSED for an entry that the limit leaves no room for, DISK_FULL, DATABASE: the result is then in history only. */
  put(entry: NewCacheEntry): void {
    const weight = weightOf(entry)
    const limit = this.#limit()
    // What is pinned stays: only the rest can make room.
    const pinned = this.#statements.pinned.get() ?? 0
    if (weight + pinned > limit && !(weight <= limit && this.listing.entry(entry.key)?.pinned === true)) {
      this.remove(entry.key)
      throw new AppError('REFUSED', tooLarge({ weight, limit, pinned, files: entry.value.files !== undefined }), { hint: 'Raise the cache\'s limit, or unpin something, in the Cache view.' })
    }
    this.#leave(this.#insert({ ...entry, value: settleLarge(this.#parts.files, entry.value) }, weight))
    if (++this.#writes % writesPerLook === 0) this.#eviction.giveBack()
  }

  remove(key: CacheKey): void {
    try { this.#unnamed.add(this.#drop(key)) } catch { /* A damaged cache: every lookup in it is a miss. */ }
    this.#uses.forget(key)
  }

  recentParts(taskPath: string, callbackId: CallbackId, limit: number): readonly Readonly<Record<string, string>>[] {
    try { return this.#statements.parts.all(taskPath, callbackId, limit).map((text) => parseJson(partsSchema, text)).filter((parts) => parts !== undefined) } catch { return [] }
  }

  /** As {@link remove}, for somebody who may think better of it within half a minute. False: it is not there. */
  delete(key: CacheKey): boolean {
    const known = this.listing.entry(key) !== undefined
    for (const hash of this.#removed.note(key)) this.#parts.files.touch(hash)
    this.remove(key)
    return known
  }

  /** Takes back a {@link delete}. False: too long ago, or computed again meanwhile. Throws DATABASE, DISK_FULL. */
  restore(key: CacheKey): boolean { return this.#removed.restore(key) }

  /** Keeps an entry until it is unpinned: it is neither evicted nor cleared, and does not expire. False: it is not there. Throws DATABASE, DISK_FULL. */
  pin(key: CacheKey, pinned: boolean): boolean { return this.listing.pin(key, pinned) }

  /** Removes some of a callback's entries, the oldest first and pinned ones never. True: there are more. Throws DATABASE, DISK_FULL. */
  clearSome(group: CacheGroupName): boolean {
    const evicted = this.#dropSome(group, entriesPerClear)
    this.#unnamed.add(evicted.unnamed)
    this.#turns.hurry()
    return evicted.more
  }

  /** The entries that name a value, by itself or as a file of theirs, are forgotten: it is lost or damaged. */
  forgetValue(hash: ContentHash): void {
    try { for (const key of this.#statements.naming.all({ hash })) this.remove(brandAs<CacheKey>(key)) } catch { /* As remove. */ }
  }

  /** True where an entry is, or holds, this file. */
  names(hash: ContentHash): boolean { return this.#entryFiles.names(hash) }

  /** The limit was changed, or something was asked that frees room: it is freed soon, a little at a time. */
  hurry(): void {
    this.#limitRead = null
    this.#turns.hurry()
  }

  /** Saves the uses that were not written yet. */
  close(): void {
    this.#turns[Symbol.dispose]()
    this.#uses.close()
  }

  /** As it was within the last second: another engine may have changed the setting. */
  #limit(): number {
    const now = this.#parts.clock.now()
    if (this.#limitRead === null || now - this.#limitRead.at >= limitMs) this.#limitRead = { at: now, bytes: this.#parts.limit() }
    return this.#limitRead.bytes
  }

  #leave({ unnamed, more }: Evicted): void {
    this.#unnamed.add(unnamed)
    if (more) this.#turns.hurry()
  }

  /** A little of all that makes room; true where there is more. */
  #tidy(): boolean {
    const { more, unnamed } = this.#sweep()
    this.#unnamed.add(unnamed)
    const files = this.#unnamed.removeSome()
    const gave = this.#eviction.giveBack()
    if (this.#gave && !gave) this.#eviction.shrinkFile()
    this.#gave = gave
    return more || files || gave
  }

  #isExpired(key: CacheKey, { expire, pinned, used_at: usedAt }: EntryRow, now: Timestamp): boolean {
    return expire !== null && pinned === 0 && Math.max(usedAt, this.#uses.lastOf(key)) + expire * 1000 <= now
  }

  /** A small value is checked here; a large one, and files, for their size, and for their content when they are read. */
  #intactValue(key: CacheKey, { hash, size, bytes, file_count: fileCount }: EntryRow): StoredValue | undefined {
    const { files } = this.#parts
    const kept = fileCount === 0 ? undefined : this.#entryFiles.of(key)
    if (kept !== undefined && (kept.length !== fileCount || !kept.every((file) => files.holds(file)))) return undefined
    const value = { hash: brandAs<ContentHash>(hash), size, ...(kept === undefined ? {} : { files: kept }) }
    if (bytes === null) return files.holds(value) ? value : undefined
    return contentHash(bytes) === hash ? { ...value, bytes: plainBytes(bytes) } : undefined
  }
}

const limitMs = 1_000
/** One transaction of a clear: some 5 ms. */
const entriesPerClear = 256

interface TooLarge { readonly weight: number; readonly limit: number; readonly pinned: number; readonly files: boolean }

function tooLarge({ weight, limit, pinned, files }: TooLarge): string {
  const has = `The result has ${weight} bytes${files ? ' with its files' : ''}`
  return weight > limit ? `${has}, more than the whole cache may have (${limit}).` : `${has}, and what is pinned (${pinned} bytes) leaves no room for it in the cache (${limit}).`
}
