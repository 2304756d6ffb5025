import type { Database } from 'better-sqlite3'
import type { CacheKey, Timestamp } from '../../shared/brand.ts'

export interface Evicting {
  readonly limit: number
  readonly now: Timestamp
  /** The entry just written. */
  readonly keep: CacheKey
  /** Called before the least recently used are looked for. */
  readonly before: () => void
}

/** Of entries that nobody will ask for again, so many per write. */
const expiredPerWrite = 16
/** Bounds one write's time where a large entry takes the place of very many small ones. */
const evictedPerWrite = 2000
const spareFreePages = 4096
const pagesGivenBack = 512

/** Keeps `cache.db` within its limit, a few entries per write. */
export function cacheEviction(database: Database) {
  const dropExpired = database.prepare<[number, string]>(`
    DELETE FROM entries WHERE id IN (SELECT id FROM entries WHERE expires_at <= ? AND key <> ? ORDER BY expires_at LIMIT ${expiredPerWrite})`)
  const dropOldest = database.prepare<[string], number>(`
    DELETE FROM entries WHERE id = (SELECT id FROM entries WHERE key <> ? ORDER BY used_at, id LIMIT 1) RETURNING weight`).pluck()
  const total = database.prepare<[], number>('SELECT weight FROM total').pluck()
  const freePages = database.prepare<[], number>('PRAGMA freelist_count').pluck()
  return {
    /** Within the caller's transaction: drops some expired entries, then the least recently used until the limit holds. */
    evict({ limit, now, keep, before }: Evicting): void {
      dropExpired.run(now, keep)
      let over = (total.get() ?? 0) - limit
      if (over > 0) before()
      for (let count = 0; over > 0 && count < evictedPerWrite; count++) {
        const weight = dropOldest.get(keep)
        if (weight === undefined) return
        over -= weight
      }
    },
    /** Outside a transaction: gives pages that eviction freed back to the disk, but keeps some for the next entries. */
    giveBack(): void {
      if ((freePages.get() ?? 0) > spareFreePages) database.pragma(`incremental_vacuum(${pagesGivenBack})`)
    },
  }
}
