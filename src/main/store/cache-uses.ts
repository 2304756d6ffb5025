import type { Database } from 'better-sqlite3'
import type { CacheKey, Timestamp } from '../../shared/brand.ts'
import type { Clock } from '../engine/ports.ts'
import { immediate } from './immediate.ts'

interface Use { readonly at: Timestamp; readonly count: number }

const delayMs = 1000
/** Written in one turn, so that no turn is long: 256 updates take some 5 ms. */
const batch = 256
const mostUnwritten = 8192

/** Uses of entries, written behind in batches: a lookup never waits for a write (P10). A crash loses the last second of them. */
export class CacheUses {
  readonly #clock: Clock
  readonly #unwritten = new Map<CacheKey, Use>()
  readonly #update: (key: CacheKey, use: Use) => void
  readonly #updateAll: (uses: readonly (readonly [CacheKey, Use])[]) => void
  #stopTimer: (() => void) | null = null

  constructor(database: Database, clock: Clock) {
    this.#clock = clock
    const update = database.prepare(`
      UPDATE entries SET used_at = max(used_at, :at), hits = hits + :count, expires_at = max(used_at, :at) + expire * 1000 WHERE key = :key`)
    this.#update = (key, use) => { update.run({ key, ...use }) }
    this.#updateAll = immediate(database, (uses) => { for (const [key, use] of uses) this.#update(key, use) })
  }

  add(key: CacheKey, at: Timestamp): void {
    const before = this.#unwritten.get(key)
    this.#unwritten.set(key, { at: Math.max(at, before?.at ?? at), count: (before?.count ?? 0) + 1 })
    if (this.#unwritten.size > mostUnwritten) this.#writeBatch()
    this.#stopTimer ??= this.#clock.after(delayMs, () => { this.#writeSome() })
  }

  /** When an entry was last used here, if that is not written yet; else 0. */
  lastOf(key: CacheKey): Timestamp { return this.#unwritten.get(key)?.at ?? 0 }

  forget(key: CacheKey): void { this.#unwritten.delete(key) }

  /** Writes one entry's uses within the caller's transaction. False: there are none unwritten. */
  writeNow(key: CacheKey): boolean {
    const use = this.#unwritten.get(key)
    if (use === undefined) return false
    this.#update(key, use)
    return this.#unwritten.delete(key)
  }

  /** Writes all that is not written. */
  close(): void {
    this.#stopTimer?.()
    while (this.#unwritten.size > 0) this.#writeBatch()
  }

  #writeSome(): void {
    this.#writeBatch()
    this.#stopTimer = this.#unwritten.size === 0 ? null : this.#clock.after(0, () => { this.#writeSome() })
  }

  /** Uses that cannot be written (a full disk) are given up: they only order the eviction. */
  #writeBatch(): void {
    const uses: [CacheKey, Use][] = []
    for (const use of this.#unwritten) {
      uses.push(use)
      this.#unwritten.delete(use[0])
      if (uses.length === batch) break
    }
    try { this.#updateAll(uses) } catch { /* See above. */ }
  }
}
