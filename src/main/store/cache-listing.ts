import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { brandAs, type CacheKey, type CallbackId, type ContentHash } from '../../shared/brand.ts'
import type { CacheCursor, ListedEntry, CacheGroup } from '../../shared/cache-view.ts'
import { immediate } from './immediate.ts'
import { parseJson } from './parse-json.ts'
import { withStorageErrors } from './storage-error.ts'

interface ListedRow {
  readonly id: number
  readonly key: string
  readonly task_path: string
  readonly callback_id: string
  readonly parts: string
  readonly hash: string
  readonly weight: number
  readonly stored_at: number
  readonly took_ms: number
  readonly used_at: number
  readonly expires_at: number | null
  readonly hits: number
  readonly pinned: number
}

/** Which entries: one callback's, the newest first. */
export interface GroupPage { readonly taskPath: string; readonly callbackId: string; readonly after: CacheCursor | null; readonly most: number }
export interface CacheTotal { readonly entries: number; readonly weight: number; readonly pinnedWeight: number }

const columns = 'id, key, task_path, callback_id, parts, hash, weight, stored_at, took_ms, used_at, expires_at, hits, pinned'
const partsSchema = v.record(v.string(), v.string())

/** The entries of the cache, for people to look at and to pin (H12). What is asked by page costs the same however many there are. Throws DATABASE. */
export class CacheListing {
  readonly #statements: ReturnType<typeof prepare>
  readonly #pin: (key: CacheKey, pinned: boolean) => boolean

  constructor(database: Database) {
    const statements = prepare(database)
    this.#statements = statements
    this.#pin = immediate(database, (key: CacheKey, pinned: boolean) => statements.pin.run(pinned ? 1 : 0, key).changes === 1)
  }

  /** What all entries weigh, in bytes, and how many there are. */
  total(): CacheTotal {
    return withStorageErrors(() => {
      const row = this.#statements.total.get()
      return { entries: this.#statements.count.get() ?? 0, weight: row?.weight ?? 0, pinnedWeight: row?.pinned_weight ?? 0 }
    })
  }

  /** Callbacks that have entries, the heaviest first. */
  groups(): readonly CacheGroup[] {
    return withStorageErrors(() => this.#statements.groups.all()
      .map((row) => ({ taskPath: row.task_path, callbackId: brandAs<CallbackId>(row.callback_id), entries: row.entries, bytes: row.weight })))
  }

  /** A page of a callback's entries, the newest first, from after an earlier page's last. */
  page({ taskPath, callbackId, after, most }: GroupPage): readonly ListedEntry[] {
    const from = after ?? { at: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER }
    return withStorageErrors(() => this.#statements.page.all({ taskPath, callbackId, at: from.at, id: from.id, most }).map(listed))
  }

  /** Entries that would leave next, should room be needed. */
  nextOut(most: number): readonly ListedEntry[] {
    return withStorageErrors(() => this.#statements.nextOut.all(most).map(listed))
  }

  entry(key: CacheKey): ListedEntry | undefined {
    const row = withStorageErrors(() => this.#statements.one.get(key))
    return row === undefined ? undefined : listed(row)
  }

  /** Keys that begin like this; two at most, since more than one is too many. */
  keysLike(start: string): readonly CacheKey[] {
    return withStorageErrors(() => this.#statements.keysLike.all({ start }).map((key) => brandAs<CacheKey>(key)))
  }

  /** False: there is no such entry. */
  pin(key: CacheKey, pinned: boolean): boolean { return this.#pin(key, pinned) }
}

function prepare(database: Database) {
  return {
    total: database.prepare<[], { readonly weight: number; readonly pinned_weight: number }>('SELECT weight, pinned_weight FROM total'),
    count: database.prepare<[], number>('SELECT coalesce(sum(entries), 0) FROM group_totals').pluck(),
    groups: database.prepare<[], { readonly task_path: string; readonly callback_id: string; readonly entries: number; readonly weight: number }>(`
      SELECT task_path, callback_id, entries, weight FROM group_totals WHERE entries > 0 ORDER BY weight DESC, task_path, callback_id`),
    page: database.prepare<{ taskPath: string; callbackId: string; at: number; id: number; most: number }, ListedRow>(`
      SELECT ${columns} FROM entries WHERE task_path = :taskPath AND callback_id = :callbackId AND (stored_at, id) < (:at, :id)
      ORDER BY stored_at DESC, id DESC LIMIT :most`),
    nextOut: database.prepare<[number], ListedRow>(`SELECT ${columns} FROM entries WHERE pinned = 0 ORDER BY used_at, id LIMIT ?`),
    one: database.prepare<[string], ListedRow>(`SELECT ${columns} FROM entries WHERE key = ?`),
    keysLike: database.prepare<{ start: string }, string>('SELECT key FROM entries WHERE key >= :start AND substr(key, 1, length(:start)) = :start ORDER BY key LIMIT 2').pluck(),
    pin: database.prepare<[number, string]>('UPDATE entries SET pinned = ? WHERE key = ?'),
  }
}

function listed(row: ListedRow): ListedEntry {
  return {
    key: brandAs<CacheKey>(row.key), taskPath: row.task_path, callbackId: brandAs<CallbackId>(row.callback_id), parts: parseJson(partsSchema, row.parts) ?? {},
    hash: brandAs<ContentHash>(row.hash), bytes: row.weight, storedAt: row.stored_at, tookMs: row.took_ms, usedAt: row.used_at,
    expiresAt: row.pinned === 1 ? null : row.expires_at, hits: row.hits, pinned: row.pinned === 1, cursor: { at: row.stored_at, id: row.id },
  }
}
