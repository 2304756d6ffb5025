import type { CacheKey, CallbackId, Timestamp } from '../../shared/brand.ts'
import type { StoredValue } from '../../shared/stored-value.ts'

export interface CacheEntry { readonly value: StoredValue; readonly storedAt: Timestamp; readonly tookMs: number }
export interface NewCacheEntry extends CacheEntry {
  readonly key: CacheKey
  readonly taskPath: string
  readonly callbackId: CallbackId
  /** Seconds since stored or last used; null = never. */
  readonly expire: number | null
  /** The key's parts in words, for the verdict. */
  readonly parts: Readonly<Record<string, string>>
}
/** Results by key. A lost or damaged entry is a miss, never an error. */
export interface CacheStore {
  /** A hit counts as a use: its expiry starts again (H7). */
  get(key: CacheKey, now: Timestamp): CacheEntry | undefined
  /** As {@link get}, but not a use (H11). */
  peek(key: CacheKey, now: Timestamp): CacheEntry | undefined
  put(entry: NewCacheEntry): void
  remove(key: CacheKey): void
  /** Parts of the newest entries of a callback, for telling what differs. */
  recentParts(taskPath: string, callbackId: CallbackId, limit: number): readonly Readonly<Record<string, string>>[]
}
