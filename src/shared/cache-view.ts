import type { CacheKey, CallbackId, ContentHash, Timestamp } from './brand.ts'

/** Where a page of entries ended; the next begins after it. */
export interface CacheCursor { readonly at: Timestamp; readonly id: number }

/** One cached result, as people see it (H12). `bytes`: all that it takes, its files included. */
export interface ListedEntry {
  readonly key: CacheKey
  readonly taskPath: string
  readonly callbackId: CallbackId
  /** What the result depends on, in words. */
  readonly parts: Readonly<Record<string, string>>
  readonly hash: ContentHash
  readonly bytes: number
  readonly storedAt: Timestamp
  readonly tookMs: number
  readonly usedAt: Timestamp
  /** null: it does not expire. */
  readonly expiresAt: Timestamp | null
  readonly hits: number
  readonly pinned: boolean
  readonly cursor: CacheCursor
}

/** What a callback has in the cache. */
export interface CacheGroup { readonly taskPath: string; readonly callbackId: CallbackId; readonly entries: number; readonly bytes: number }

/** A page of a callback's entries, the newest first. */
export interface CacheQuery { readonly taskPath: string; readonly callbackId: CallbackId; readonly after: CacheCursor | null }
export interface CachePage { readonly entries: readonly ListedEntry[]; readonly more: boolean }

/** The cache as a whole; sizes in bytes. */
export interface CacheSummary {
  /** The heaviest first. */
  readonly groups: readonly CacheGroup[]
  readonly entries: number
  readonly bytes: number
  readonly pinnedBytes: number
  readonly limit: number
  /** Files that nothing names any more, and that will be removed. */
  readonly leftover: { readonly files: number; readonly bytes: number }
  /** The entries that would leave next, should room be needed. */
  readonly nextOut: readonly ListedEntry[]
}
