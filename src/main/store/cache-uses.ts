import type { Database } from 'better-sqlite3'
import type { CacheKey, Timestamp } from '../../shared/brand.ts'
import type { Clock } from '../engine/ports.ts'
import { immediate } from './immediate.ts'

interface Use { readonly at: Timestamp; readonly count: number }

const batch = 256
const delayMs = 1000

/** Uses of entries, written behind in batches: a lookup must not wait for a write (P10). A crash loses the last second of them. */
export class CacheUses {
  readonly #clock: Clock
  readonly #unwritten = new Map<CacheKey, Use>()
  readonly #writeAll: (uses: readonly (readonly [CacheKey, Use])[]) => void
  #stopTimer: (() => void) | null = null

  constructor(database: Database, clock: Clock) {
    this.#clock = clock
    const update = database.prepare(`
      UPDATE entries SET used_at = max(used_at, :at), hits = hits + :count, expires_at = max(used_at, :at) + expire * 1000 WHERE key = :key`)
    this.#writeAll = immediate(database, (uses) => { for (const [key, use] of uses) update.run({ key, ...use }) })
  }

  add(key: CacheKey, at: Timestamp): void {
    const before = this.#unwritten.get(key)
    this.#unwritten.set(key, { at: Math.max(at, before?.at ?? at), count: (before?.count ?? 0) + 1 })
    if (this.#unwritten.size >= batch) this.write()
    else this.#stopTimer ??= this.#clock.after(delayMs, () => { this.write() })
  }

  /** When an entry was last used here, if that is not written yet; else 0. */
  lastOf(key: CacheKey): Timestamp { return this.#unwritten.get(key)?.at ?? 0 }

  forget(key: CacheKey): void { this.#unwritten.delete(key) }

  /** Writes what is not written. Uses that cannot be (a full disk) are given up: they only order the eviction. */
  write(): void {
    this.#stopTimer?.()
    this.#stopTimer = null
    const uses = [...this.#unwritten]
    this.#unwritten.clear()
    if (uses.length === 0) return
    try { this.#writeAll(uses) } catch { /* See above. */ }
  }

  close(): void { this.write() }
}
