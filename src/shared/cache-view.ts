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
