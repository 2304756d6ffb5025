import type { Database } from 'better-sqlite3'
import type { CacheKey, ContentHash, Timestamp } from '../../shared/brand.ts'

export interface Evicting {
  /** What the entries may weigh together. */
  readonly limit: number
  readonly now: Timestamp
  /** The entry just written; null for none. */
  readonly keep: CacheKey | null
  /** What may be left above the limit for a later turn: the weight of the entry just written. */
  readonly slack: number
  /** Writes uses of an entry that only memory knows; false where there are none. */
  readonly refresh: (key: CacheKey) => boolean
}

/** `unnamed`: files that the entries no longer name. `more`: there is still something to be dropped. */
export interface Evicted { readonly unnamed: readonly ContentHash[]; readonly more: boolean }

/** See {@link cacheEviction}. */
export interface CacheEviction {
  /** Within the caller's transaction: drops some expired entries, then the least recently used, pinned ones never. */
  readonly evict: (evicting: Evicting) => Evicted
  /** Drops one entry by its key, within the caller's transaction; the files that it no longer names. */
  readonly drop: (key: CacheKey) => readonly ContentHash[]
  /** Drops some entries of a callback, pinned ones never, within the caller's transaction. */
  readonly dropSome: (group: CacheGroupName, most: number) => Evicted
  /** Outside a transaction: gives some of the pages that eviction freed back to the disk, but keeps some for the next entries. True: there is more to give. */
  readonly giveBack: () => boolean
  /** Lets the file itself become as small as its pages allow: until then they are given back on paper alone. */
  readonly shrinkFile: () => void
}

/** A callback's entries belong together. */
export interface CacheGroupName { readonly taskPath: string; readonly callbackId: string }

interface Candidate { readonly id: number; readonly key: CacheKey; readonly weight: number; readonly hash: ContentHash; readonly bytes: number; readonly file_count: number }

/** Of entries that nobody will ask for again, so many per turn. */
const expiredPerTurn = 16
/** Beyond what has to go at once, so many entries leave per turn: one takes some 15 µs. */
const evictedPerTurn = 64
const spareFreePages = 2048
const pagesGivenBack = 256

/** `bytes`: that it has a file of its own is known by its row having none. */
const columns = 'id, key, weight, hash, bytes IS NOT NULL AS bytes, file_count'

/** Keeps `cache.db` within its limit, a few entries per write (H10). */
export function cacheEviction(database: Database): CacheEviction {
  const expired = database.prepare<[number, string], Candidate>(`
    SELECT ${columns} FROM entries WHERE expires_at <= ? AND pinned = 0 AND key <> ? ORDER BY expires_at LIMIT ${expiredPerTurn}`)
  const oldest = database.prepare<[string], Candidate>(`
    SELECT ${columns} FROM entries WHERE pinned = 0 AND key <> ? ORDER BY used_at, id LIMIT 1`)
  const named = database.prepare<[string], Candidate>(`SELECT ${columns} FROM entries WHERE key = ?`)
  const ofGroup = database.prepare<[string, string, number], Candidate>(`
    SELECT ${columns} FROM entries WHERE task_path = ? AND callback_id = ? AND pinned = 0 ORDER BY stored_at LIMIT ?`)
  const remove = database.prepare<[number]>('DELETE FROM entries WHERE id = ?')
  const total = database.prepare<[], number>('SELECT weight FROM total').pluck()
  const freePages = database.prepare<[], number>('PRAGMA freelist_count').pluck()
  const files = database.prepare<[string], ContentHash>('SELECT hash FROM entry_files WHERE key = ?').pluck()
  const drop = ({ id, key, hash, bytes, file_count: fileCount }: Candidate): readonly ContentHash[] => {
    const unnamed = [...(bytes === 0 ? [hash] : []), ...(fileCount === 0 ? [] : files.all(key))]
    remove.run(id)
    return unnamed
  }
  const dropExpired = ({ now, keep, refresh }: Evicting): Evicted => {
    const found = expired.all(now, keep ?? '')
    return { unnamed: found.flatMap((entry) => (refresh(entry.key) ? [] : drop(entry))), more: found.length === expiredPerTurn }
  }
  const dropOldest = ({ limit, keep, slack, refresh }: Evicting): Evicted => {
    const unnamed: ContentHash[] = []
    let over = (total.get() ?? 0) - limit
    for (let count = 0; over > 0 && (over > slack || count < evictedPerTurn); count++) {
      const entry = oldest.get(keep ?? '')
      if (entry === undefined) return { unnamed, more: false }
      if (refresh(entry.key)) continue
      unnamed.push(...drop(entry))
      over -= entry.weight
    }
    return { unnamed, more: over > 0 }
  }
  return {
    evict: (evicting) => {
      const first = dropExpired(evicting)
      const then = dropOldest(evicting)
      return { unnamed: [...first.unnamed, ...then.unnamed], more: first.more || then.more }
    },
    drop: (key) => {
      const entry = named.get(key)
      return entry === undefined ? [] : drop(entry)
    },
    dropSome: ({ taskPath, callbackId }, most) => {
      const found = ofGroup.all(taskPath, callbackId, most)
      return { unnamed: found.flatMap(drop), more: found.length === most }
    },
    giveBack: () => {
      if ((freePages.get() ?? 0) <= spareFreePages) return false
      database.pragma(`incremental_vacuum(${pagesGivenBack})`)
      return true
    },
    shrinkFile: () => { database.pragma('wal_checkpoint(PASSIVE)') },
  }
}
