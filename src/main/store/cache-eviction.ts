import type { Database } from 'better-sqlite3'
import type { CacheKey, Timestamp } from '../../shared/brand.ts'

export interface Evicting {
  readonly limit: number
  readonly now: Timestamp
  /** The entry just written. */
  readonly keep: CacheKey
  /** Writes uses of an entry that only memory knows; false where there are none. */
  readonly refresh: (key: CacheKey) => boolean
}

/** See {@link cacheEviction}. */
export interface CacheEviction {
  /** Within the caller's transaction: drops some expired entries, then the least recently used until the limit holds. */
  readonly evict: (evicting: Evicting) => void
  /** Outside a transaction: gives pages that eviction freed back to the disk, but keeps some for the next entries. */
  readonly giveBack: () => void
}

interface Candidate { readonly id: number; readonly key: CacheKey; readonly weight: number }

/** Of entries that nobody will ask for again, so many per write. */
const expiredPerWrite = 16
/** Bounds one write's time where a large entry takes the place of very many small ones. */
const evictedPerWrite = 2000
/** How many deletions it takes before a look at the free pages is worth its time. */
const deletionsPerLook = 256
const spareFreePages = 4096
const pagesGivenBack = 512

/** Keeps `cache.db` within its limit, a few entries per write. */
export function cacheEviction(database: Database): CacheEviction {
  const expired = database.prepare<[number, string], Candidate>(`
    SELECT id, key, weight FROM entries WHERE expires_at <= ? AND key <> ? ORDER BY expires_at LIMIT ${expiredPerWrite}`)
  const oldest = database.prepare<[string], Candidate>(`
    SELECT id, key, weight FROM entries WHERE key <> ? ORDER BY used_at, id LIMIT 1`)
  const drop = database.prepare<[number]>('DELETE FROM entries WHERE id = ?')
  const total = database.prepare<[], number>('SELECT weight FROM total').pluck()
  const freePages = database.prepare<[], number>('PRAGMA freelist_count').pluck()
  let deletions = 0
  const remove = ({ id }: Candidate): void => {
    drop.run(id)
    deletions++
  }
  return {
    evict: ({ limit, now, keep, refresh }) => {
      for (const entry of expired.all(now, keep)) if (!refresh(entry.key)) remove(entry)
      let over = (total.get() ?? 0) - limit
      for (let count = 0; over > 0 && count < evictedPerWrite; count++) {
        const entry = oldest.get(keep)
        if (entry === undefined) return
        if (refresh(entry.key)) continue
        remove(entry)
        over -= entry.weight
      }
    },
    giveBack: () => {
      if (deletions < deletionsPerLook) return
      deletions = 0
      if ((freePages.get() ?? 0) > spareFreePages) database.pragma(`incremental_vacuum(${pagesGivenBack})`)
    },
  }
}
