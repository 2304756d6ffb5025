import { setImmediate } from 'node:timers/promises'
import type { CacheKey, ContentHash } from '../../shared/brand.ts'
import type { CacheGroup, CachePage, CacheQuery, CacheSummary } from '../../shared/cache-view.ts'
import type { ResultRef } from '../../shared/change.ts'
import { AppError } from '../../shared/errors.ts'
import { resultRef } from '../engine/result-ref.ts'
import { readCacheLimit, writeCacheLimit } from '../store/cache-limit.ts'
import type { Store } from '../store/open-store.ts'

/** Entries on a page, and of those that leave next. */
const pageLength = 100
const nextOutShown = 20

export interface CacheDeskParts {
  readonly store: Pick<Store, 'cache' | 'values' | 'settings' | 'codec' | 'leftover'>
  /** Whether a value's file is what was written, looked at away from this thread. */
  readonly isIntact: (hash: ContentHash) => Promise<boolean>
  readonly now: () => number
}

/** What people see of the cache and do with it, for windows and terminals (H12). */
export class CacheDesk {
  readonly #parts: CacheDeskParts

  constructor(parts: CacheDeskParts) { this.#parts = parts }

  summary(): CacheSummary {
    const { cache, leftover, settings } = this.#parts.store
    const { entries, weight, pinnedWeight } = cache.listing.total()
    return {
      groups: cache.listing.groups(), entries, bytes: weight, pinnedBytes: pinnedWeight, limit: readCacheLimit(settings) ?? cache.defaultLimit,
      leftover: leftover(), nextOut: cache.listing.nextOut(nextOutShown),
    }
  }

  page({ taskPath, callbackId, after }: CacheQuery): CachePage {
    const entries = this.#parts.store.cache.listing.page({ taskPath, callbackId, after, most: pageLength + 1 })
    return { entries: entries.slice(0, pageLength), more: entries.length > pageLength }
  }

  /** The result of an entry; looking at it is no use of it. Rejects with NOT_FOUND, and forgets what is damaged. */
  async open(key: CacheKey): Promise<ResultRef> {
    const { now, store: { cache, codec } } = this.#parts
    const entry = cache.peek(key, now())
    if (entry === undefined) throw gone()
    if (entry.value.bytes === undefined && await this.forgetIfDamaged(entry.value.hash)) throw gone()
    return resultRef(entry.value, codec)
  }

  /** The one entry whose key begins like this. Throws NOT_FOUND, and BAD_ARGUMENT where there are several. */
  keyLike(start: string): CacheKey {
    const [key, second] = /^[0-9a-f]+$/u.test(start) ? this.#parts.store.cache.listing.keysLike(start) : []
    if (key === undefined) throw new AppError('NOT_FOUND', `No result in the cache has a key that begins with "${start}"`, { hint: 'List them to see their keys.' })
    if (second !== undefined) throw new AppError('BAD_ARGUMENT', `Several keys begin with "${start}"`, { hint: 'Give some more of it.' })
    return key
  }

  pin(key: CacheKey, pinned: boolean): void { if (!this.#parts.store.cache.pin(key, pinned)) throw gone() }
  delete(key: CacheKey): void { if (!this.#parts.store.cache.delete(key)) throw gone() }

  restore(key: CacheKey): void {
    if (!this.#parts.store.cache.restore(key)) throw new AppError('NOT_FOUND', 'This result cannot be had back any more', { hint: 'It was deleted too long ago, or has been computed again.' })
  }

  /** Removes all of a callback's entries but the pinned ones, some at a time so that nothing else waits; answers with how many. */
  async clear(group: Pick<CacheGroup, 'taskPath' | 'callbackId'>): Promise<number> {
    const { listing } = this.#parts.store.cache
    const before = listing.total().entries
    while (this.#parts.store.cache.clearSome(group)) await setImmediate()
    return Math.max(0, before - listing.total().entries)
  }

  /** Throws BAD_ARGUMENT for what is no whole number of bytes. */
  setLimit(bytes: number): void {
    if (!Number.isSafeInteger(bytes) || bytes < 0) throw new AppError('BAD_ARGUMENT', `Expected the limit of the cache in bytes, got ${bytes}`)
    writeCacheLimit(this.#parts.store.settings, bytes)
    this.#parts.store.cache.hurry()
  }

  /** True: the value is lost or damaged, and the entries that name it are forgotten, so that it is computed again. */
  async forgetIfDamaged(hash: ContentHash): Promise<boolean> {
    const { isIntact, store } = this.#parts
    const found = store.values.find(hash)
    if (found !== undefined && ('bytes' in found ? store.values.read(hash) !== undefined : await isIntact(hash))) return false
    store.cache.forgetValue(hash)
    return true
  }
}

function gone(): AppError {
  return new AppError('NOT_FOUND', 'This result is no longer in the cache', { hint: 'It was evicted, deleted, or too old. Run the task again.' })
}
