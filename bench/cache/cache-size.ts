import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import SqliteDatabase, { type Database } from 'better-sqlite3'
import { systemClock } from '../../src/main/engine/system-clock.ts'
import { contentHash } from '../../src/main/store/content-hash.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import { valueCodec } from '../../src/main/store/value-codec.ts'
import { brandAs, type CacheKey, type CallbackId } from '../../src/shared/brand.ts'
import { median } from '../statistics.ts'

/** µs, medians. */
export interface CacheSize { readonly get: number; readonly bareGet: number; readonly put: number; readonly barePut: number; readonly page: number }

const rounds = 2_000
const warmup = 200
const columns = 'key, task_path, callback_id, parts, hash, size, bytes, weight, stored_at, took_ms, expire, used_at, expires_at, hits, file_count, pinned'

/** Lookups and puts of 1 kB in a cache of so many entries, in turn with the same rows in a bare database of the same mode. */
export function measureCache(entries: number): CacheSize {
  const folder = mkdtempSync(path.join(tmpdir(), 'simmer-bench-'))
  try {
    openStore(folder).close()
    const keys = fill(path.join(folder, 'cache.db'), entries)
    const bare = bareDatabase(path.join(folder, 'bare.db'), path.join(folder, 'cache.db'))
    const store = openStore(folder, { cacheLimit: 2 ** 40 })
    try { return measure(store, bare, keys) } finally {
      store.close()
      bare.close()
    }
  } finally { rmSync(folder, { recursive: true, force: true }) }
}

/** In one transaction, the keys in their order, and the totals counted once: a million take well below a minute. */
function fill(file: string, entries: number): readonly string[] {
  const database = new SqliteDatabase(file)
  database.pragma('synchronous = OFF')
  const triggers = database.prepare<[], { readonly name: string; readonly sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all()
  for (const { name } of triggers) database.exec(`DROP TRIGGER ${name}`)
  const insert = database.prepare(`INSERT INTO entries (${columns}) VALUES (?, 'task.ts', 'run', '{"limit":"1"}', ?, 1000, ?, 1530, ?, 5, NULL, ?, NULL, 0, 0, 0)`)
  const [bytes, ends] = [randomBytes(1_000), randomBytes(28 * 1_000)]
  database.transaction(() => {
    for (let n = 0; n < entries; n += 1) {
      bytes.writeUInt32LE(n)
      const end = ends.toString('hex', n % 1_000 * 28, n % 1_000 * 28 + 28)
      insert.run(`${(n * 4_000).toString(16).padStart(8, '0')}${end}`, contentHash(bytes), bytes, n, n)
    }
  })()
  database.exec(`UPDATE total SET weight = (SELECT sum(weight) FROM entries); INSERT INTO group_totals SELECT task_path, callback_id, count(*), sum(weight) FROM entries GROUP BY 1, 2`)
  for (const { sql } of triggers) database.exec(sql)
  database.pragma('wal_checkpoint(TRUNCATE)')
  const keys = database.prepare<[], string>(`SELECT key FROM entries WHERE id % ${Math.max(1, Math.floor(entries / rounds / 2))} = 0`).pluck().all()
  database.close()
  return keys
}

/** The same rows with nothing but their key to find them by. */
function bareDatabase(file: string, from: string): Database {
  const database = new SqliteDatabase(file)
  database.pragma('auto_vacuum = INCREMENTAL')
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = OFF')
  database.exec(`CREATE TABLE entries (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, task_path TEXT NOT NULL, callback_id TEXT NOT NULL, parts TEXT NOT NULL, hash TEXT NOT NULL, size INTEGER NOT NULL,
    bytes BLOB, weight INTEGER NOT NULL, stored_at REAL NOT NULL, took_ms REAL NOT NULL, expire REAL, used_at REAL NOT NULL, expires_at REAL, hits INTEGER NOT NULL, file_count INTEGER NOT NULL, pinned INTEGER NOT NULL) STRICT`)
  database.exec(`ATTACH '${from}' AS full; INSERT INTO entries (${columns}) SELECT ${columns} FROM full.entries ORDER BY key; DETACH full`)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.pragma('synchronous = NORMAL')
  return database
}

function measure({ cache }: ReturnType<typeof openStore>, bare: Database, keys: readonly string[]): CacheSize {
  const select = bare.prepare<[string]>('SELECT hash, size, bytes, stored_at, took_ms FROM entries WHERE key = ?')
  const insert = bare.prepare(`INSERT INTO entries (${columns}) VALUES (?, 'task.ts', 'run', '{"limit":"1"}', ?, 1000, ?, 1530, ?, 5, NULL, ?, NULL, 0, 0, 0)`)
  const insertNow = bare.transaction((key: string, hash: string, bytes: Uint8Array) => { insert.run(key, hash, bytes, Date.now(), Date.now()) })
  const took: Record<keyof CacheSize, number[]> = { get: [], bareGet: [], put: [], barePut: [], page: [] }
  const timed = (name: keyof CacheSize, round: number, act: () => unknown): void => {
    const began = performance.now()
    act()
    const ms = performance.now() - began
    if (round >= warmup) took[name].push(ms * 1_000)
  }
  const group = cache.listing.groups()[0] ?? { taskPath: 'task.ts', callbackId: brandAs<CallbackId>('run') }
  for (let round = 0; round < rounds + warmup; round += 1) {
    const known = brandAs<CacheKey>(keys[round * 7_919 % keys.length] ?? '')
    timed('bareGet', round, () => select.get(known))
    timed('get', round, () => cache.get(known, systemClock.now()))
    const value = valueCodec.encode(randomBytes(950).toString('latin1').slice(0, 990))
    const [key, bareKey] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
    timed('barePut', round, () => { insertNow.immediate(bareKey, value.hash, value.bytes ?? new Uint8Array()) })
    timed('put', round, () => { cache.put({ key: brandAs<CacheKey>(key), taskPath: 'task.ts', callbackId: brandAs<CallbackId>('run'), parts: { limit: '1' }, value, storedAt: Date.now(), tookMs: 5, expire: null }) })
    if (round % 10 === 0) timed('page', round, () => cache.listing.page({ ...group, after: null, most: 100 }))
  }
  return { get: median(took.get), bareGet: median(took.bareGet), put: median(took.put), barePut: median(took.barePut), page: median(took.page) }
}
