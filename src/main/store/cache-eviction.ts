import type { Database } from 'better-sqlite3'
import type { CacheKey, ContentHash, Timestamp } from '../../shared/brand.ts'

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
  /** Within the caller's transaction: drops some expired entries, then the least recently used until the limit holds. Answers with the files that it no longer names. */
  readonly evict: (evicting: Evicting) => readonly ContentHash[]
  /** Outside a transaction: gives pages that eviction freed back to the disk, but keeps some for the next entries. */
  readonly giveBack: () => void
}

interface Candidate { readonly id: number; readonly key: CacheKey; readonly weight: number; readonly hash: ContentHash; readonly bytes: number; readonly file_count: number }

/** Of entries that nobody will ask for again, so many per write. */
const expiredPerWrite = 16
/** Bounds one write's time where a large entry takes the place of very many small ones. */
const evictedPerWrite = 2000
/** How many deletions it takes before a look at the free pages is worth its time. */
const deletionsPerLook = 256
const spareFreePages = 4096
const pagesGivenBack = 512

/** `bytes`: that it has a file of its own is known by its row having none. */
const columns = 'id, key, weight, hash, bytes IS NOT NULL AS bytes, file_count'

/** Keeps `cache.db` within its limit, a few entries per write. */
export function cacheEviction(database: Database): CacheEviction {
  const expired = database.prepare<[number, string], Candidate>(`
    SELECT ${columns} FROM entries WHERE expires_at <= ? AND key <> ? ORDER BY expires_at LIMIT ${expiredPerWrite}`)
  const oldest = database.prepare<[string], Candidate>(`
    SELECT ${columns} FROM entries WHERE key <> ? ORDER BY used_at, id LIMIT 1`)
  const drop = database.prepare<[number]>('DELETE FROM entries WHERE id = ?')
  const total = database.prepare<[], number>('SELECT weight FROM total').pluck()
  const freePages = database.prepare<[], number>('PRAGMA freelist_count').pluck()
  const files = database.prepare<[string], ContentHash>('SELECT hash FROM entry_files WHERE key = ?').pluck()
  let deletions = 0
  const remove = ({ id, key, hash, bytes, file_count: fileCount }: Candidate): readonly ContentHash[] => {
    const named = [...(bytes === 0 ? [hash] : []), ...(fileCount === 0 ? [] : files.all(key))]
    drop.run(id)
    deletions++
    return named
  }
  return {
    evict: ({ limit, now, keep, refresh }) => {
      const unnamed: ContentHash[] = []
      for (const entry of expired.all(now, keep)) if (!refresh(entry.key)) unnamed.push(...remove(entry))
      let over = (total.get() ?? 0) - limit
      for (let count = 0; over > 0 && count < evictedPerWrite; count++) {
        const entry = oldest.get(keep)
        if (entry === undefined) break
        if (refresh(entry.key)) continue
        unnamed.push(...remove(entry))
        over -= entry.weight
      }
      return unnamed
    },
    giveBack: () => {
      if (deletions < deletionsPerLook) return
      deletions = 0
      if ((freePages.get() ?? 0) > spareFreePages) database.pragma(`incremental_vacuum(${pagesGivenBack})`)
    },
  }
}
