import type { CacheVerdict } from '../../shared/contract.ts'
import { toErrorInfo } from '../../shared/errors.ts'

/** Questions for the verdict: of one place the latest counts, and what an older one still reads is given up (H11). */
export class Verdicts {
  readonly #asked = new Map<string, AbortController>()

  /** What `ask` answers; "unknown" where a later question of the same place came. */
  async of(place: string, ask: (signal: AbortSignal) => Promise<CacheVerdict>): Promise<CacheVerdict> {
    this.#asked.get(place)?.abort()
    const mine = new AbortController()
    this.#asked.set(place, mine)
    try { return await ask(mine.signal) } catch (thrown) {
      if (mine.signal.aborted) return { verdict: 'unknown', error: toErrorInfo(thrown) }
      throw thrown
    } finally { if (this.#asked.get(place) === mine) this.#asked.delete(place) }
  }
}
