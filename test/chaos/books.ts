import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { valueCodec } from '../../src/main/store/value-codec.ts'
import type { CallbackId, JobId, OwnerId, RunId } from '../../src/shared/brand.ts'
import type { JobState } from '../../src/shared/job.ts'

/** A job as it stands on the disk, with what it was asked to do. */
export interface JobOnDisk {
  readonly seq: number
  readonly id: JobId
  readonly runId: RunId
  readonly ownerId: OwnerId
  readonly callbackId: CallbackId
  readonly state: JobState
  readonly priority: 'high' | 'normal' | 'low'
  readonly pageId: string | null
  readonly args: readonly unknown[]
  /** The value's hash; null: it has none. */
  readonly hash: string | null
  readonly fromCache: boolean
}

interface JobRow {
  readonly seq: number; readonly id: JobId; readonly run_id: RunId; readonly owner_id: OwnerId; readonly callback_id: CallbackId
  readonly state: string; readonly priority: JobOnDisk['priority']; readonly page_id: string | null
  readonly request: Uint8Array | null; readonly request_hash: string; readonly value_hash: string | null; readonly cached: string | null
}
export interface EntryOnDisk { readonly key: string; readonly hash: string; readonly bytes: Uint8Array | null; readonly callbackId: CallbackId }

/** Reads a data folder from outside, while engines may be writing to it. Dispose of it after each look. */
export class Books implements Disposable {
  readonly #folder: string
  readonly #main: SqliteDatabase.Database

  constructor(folder: string) {
    this.#folder = folder
    this.#main = new SqliteDatabase(path.join(folder, 'simmer.db'), { readonly: true, timeout: 5_000 })
  }

  [Symbol.dispose](): void { this.#main.close() }

  get lastSeq(): number { return this.#main.prepare<[], number>('SELECT coalesce(max(seq), 0) FROM jobs').pluck().get() ?? 0 }

  unfinished(): readonly JobOnDisk[] { return this.#jobs('j.finished_at IS NULL') }

  /** What waits in the queue of the engine that has this process, in the order in which it would start. */
  queueOf(pid: number): readonly JobId[] {
    return this.#main.prepare<[number], JobId>(`
      SELECT id FROM jobs WHERE status = 'queued' AND owner_id IN (SELECT id FROM owners WHERE pid = ?)
        AND held = 0 ORDER BY rank, place`).pluck().all(pid)
  }

  /** Jobs that came after `seq`, oldest first. */
  jobsSince(seq: number): readonly JobOnDisk[] { return this.#jobs(`j.seq > ${seq}`) }

  /** Undefined: there is no such job. */
  stateOf(id: JobId): JobState | undefined {
    const text = this.#main.prepare<[string], string>('SELECT state FROM jobs WHERE id = ?').pluck().get(id)
    return text === undefined ? undefined : JSON.parse(text) as JobState
  }

  /** The hash of a job's value, and of the files it holds. */
  valueOf(id: JobId): { readonly hash: string | null; readonly files: readonly string[] } {
    const hash = this.#main.prepare<[string], string | null>('SELECT r.value_hash FROM jobs j JOIN runs r ON r.id = j.run_id WHERE j.id = ?').pluck().get(id) ?? null
    return { hash, files: hash === null ? [] : this.#main.prepare<[string], string>('SELECT hash FROM value_files WHERE value_hash = ?').pluck().all(hash) }
  }

  /** The bytes behind a hash where they are whole; undefined where they are lost or damaged. */
  bytesOf(hash: string): Uint8Array | undefined {
    const file = path.join(this.#folder, 'values', hash.slice(0, 2), hash)
    const bytes = this.#main.prepare<[string], Uint8Array>('SELECT bytes FROM inline_values WHERE hash = ?').pluck().get(hash) ?? (existsSync(file) ? readFileSync(file) : undefined)
    return bytes !== undefined && createHash('sha256').update(bytes).digest('hex') === hash ? bytes : undefined
  }

  /** Every hash that a row names whose bytes lie in a file. */
  namedFiles(): ReadonlySet<string> {
    const named = this.#main.prepare<[], string>('SELECT value_hash FROM runs WHERE value_hash IS NOT NULL UNION SELECT hash FROM value_files UNION SELECT request_hash FROM jobs').pluck().all()
    const cached = this.#withCache((cache) => cache.prepare<[], string>('SELECT hash FROM entries UNION SELECT hash FROM entry_files').pluck().all())
    return new Set([...named, ...cached])
  }

  liveOwners(): readonly string[] { return this.#main.prepare<[], string>('SELECT id FROM owners').pluck().all() }

  entries(): readonly EntryOnDisk[] {
    return this.#withCache((cache) => cache.prepare<[], EntryOnDisk>('SELECT key, hash, bytes, callback_id AS callbackId FROM entries').all())
  }

  /** How jobs of all rounds ended, and in what: shows that a chaos met what it is about. */
  outcomes(): Readonly<Record<string, number>> {
    const rows = this.#main.prepare<[], { readonly outcome: string; readonly count: number }>(`
      SELECT coalesce(state ->> '$.error.code', state ->> '$.by', state ->> '$.from', status) AS outcome, count(*) AS count FROM jobs GROUP BY 1 ORDER BY 2 DESC`).all()
    return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]))
  }

  /** What SQLite finds wrong with both databases; empty where they are well. */
  problems(): readonly string[] {
    const of = (database: SqliteDatabase.Database): readonly string[] => [
      ...database.prepare<[], string>('PRAGMA quick_check').pluck().all().filter((line) => line !== 'ok'),
      ...database.prepare<[], { readonly table: string }>('PRAGMA foreign_key_check').all().map(({ table }) => `a foreign key of ${table}`),
    ]
    return [...of(this.#main), ...this.#withCache(of)]
  }

  #withCache<T>(read: (cache: SqliteDatabase.Database) => T): T {
    const cache = new SqliteDatabase(path.join(this.#folder, 'cache.db'), { readonly: true, timeout: 5_000 })
    try { return read(cache) } finally { cache.close() }
  }

  #jobs(where: string): readonly JobOnDisk[] {
    return this.#main.prepare<[], JobRow>(`
      SELECT j.seq, j.id, j.run_id, j.owner_id, j.callback_id, j.state, j.priority, j.page_id, j.request_hash, i.bytes AS request, r.value_hash, r.cached
      FROM jobs j JOIN runs r ON r.id = j.run_id LEFT JOIN inline_values i ON i.hash = j.request_hash WHERE ${where} ORDER BY j.seq`).all().map((row) => ({
      seq: row.seq, id: row.id, runId: row.run_id, ownerId: row.owner_id, callbackId: row.callback_id, state: JSON.parse(row.state) as JobState,
      priority: row.priority, pageId: row.page_id, hash: row.value_hash, fromCache: row.cached !== null, args: argsOf(row.request),
    }))
  }
}

function argsOf(request: Uint8Array | null): readonly unknown[] {
  return request === null ? [] : (valueCodec.decode(request) as { readonly args: readonly unknown[] }).args
}
