import type { Database } from 'better-sqlite3'
import type { CacheKey, ContentHash, Timestamp } from '../../shared/brand.ts'
import type { StoredFile } from '../../shared/stored-value.ts'
import type { Clock } from '../engine/ports.ts'
import type { EntryFiles } from './entry-files.ts'
import { immediate } from './immediate.ts'

type Row = Readonly<Record<string, unknown>> & { readonly hash: ContentHash; readonly bytes: Uint8Array | null }
interface Removed { readonly row: Row; readonly files: readonly StoredFile[]; readonly at: Timestamp }

/** So long an entry that the user deleted can be had back. */
const keptMs = 30_000
const mostKept = 100

const columns = ['key', 'task_path', 'callback_id', 'parts', 'hash', 'size', 'bytes', 'weight', 'stored_at', 'took_ms', 'expire', 'used_at', 'expires_at', 'hits', 'file_count', 'pinned'] as const

/** Entries that the user has just deleted, for as long as he may think better of it. */
export class RemovedEntries {
  readonly #clock: Clock
  readonly #removed = new Map<CacheKey, Removed>()
  readonly #select: (key: CacheKey) => Row | undefined
  readonly #filesOf: EntryFiles['of']
  readonly #insert: (removed: Removed) => boolean

  constructor(database: Database, entryFiles: EntryFiles, clock: Clock) {
    this.#clock = clock
    this.#filesOf = entryFiles.of
    const select = database.prepare<[string], Row>(`SELECT ${columns.join(', ')} FROM entries WHERE key = ?`)
    const insert = database.prepare(`INSERT INTO entries (${columns.join(', ')}) VALUES (${columns.map((name) => `:${name}`).join(', ')}) ON CONFLICT DO NOTHING`)
    this.#select = (key) => select.get(key)
    this.#insert = immediate(database, ({ row, files }: Removed) => {
      const isNew = insert.run(row).changes === 1
      if (isNew) entryFiles.save(row['key'] as CacheKey, files)
      return isNew
    })
  }

  /** Notes an entry that is about to be removed; the files that it names. */
  note(key: CacheKey): readonly ContentHash[] {
    const row = this.#select(key)
    if (row === undefined) return []
    const files = this.#filesOf(key)
    this.#forgetOld()
    this.#removed.set(key, { row, files, at: this.#clock.now() })
    return [...(row.bytes === null ? [row.hash] : []), ...files.map(({ hash }) => hash)]
  }

  /** Puts an entry back. False: too long ago, or computed again meanwhile. */
  restore(key: CacheKey): boolean {
    this.#forgetOld()
    const removed = this.#removed.get(key)
    this.#removed.delete(key)
    return removed !== undefined && this.#insert(removed)
  }

  #forgetOld(): void {
    for (const [key, { at }] of this.#removed) if (at + keptMs < this.#clock.now() || this.#removed.size >= mostKept) this.#removed.delete(key)
  }
}
