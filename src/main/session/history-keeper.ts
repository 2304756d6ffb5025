import type { Clock } from '../engine/ports.ts'
import { readRetention, retentionSettingName } from '../../shared/retention.ts'
import { walkStart, type WalkPlace } from '../store/history/retention-walk.ts'
import type { Store } from '../store/open-store.ts'

/** All in ms. */
export interface KeeperTimes {
  /** Between two looks for ended runs whose words are not in the index. */
  readonly index: number
  /** From the start to the first look at what is beyond the limits, and between two. */
  readonly firstSweep: number
  readonly sweep: number
  /** For which a removed run can be had back. */
  readonly undo: number
  /** Between two small transactions of one piece of work. */
  readonly pause: number
}
const usual: KeeperTimes = { index: 2_000, firstSweep: 60_000, sweep: 3_600_000, undo: 300_000, pause: 20 }
/** Runs per transaction: a few ms. */
const together = 100

/**
 * Keeps history in order behind everybody's back: writes the words of ended runs into the index, and removes what was
 * deleted or is beyond the limits, some at a time. A fault is passed over: the next look tries again.
 */
export class HistoryKeeper implements Disposable {
  readonly #store: Pick<Store, 'history' | 'settings'>
  readonly #clock: Clock
  readonly #times: KeeperTimes
  readonly #stops = new Map<string, () => void>()
  #closed = false

  constructor({ store, clock, times = usual }: { readonly store: Pick<Store, 'history' | 'settings'>; readonly clock: Clock; readonly times?: KeeperTimes }) {
    this.#store = store
    this.#clock = clock
    this.#times = times
    this.#later('index', times.index, () => { this.#index() })
    this.#later('sweep', times.firstSweep, () => { this.sweep() })
  }

  /** Begins a look at all of history now; one that is under way begins anew. */
  sweep(): void {
    this.#later('sweep', this.#times.sweep, () => { this.sweep() })
    this.#walk(walkStart)
  }

  #index(): void {
    const left = this.#try(() => this.#store.history.catchUp(together)) ?? 0
    this.#later('index', left > 0 ? this.#times.pause : this.#times.index, () => { this.#index() })
  }

  #walk(from: WalkPlace): void {
    this.#try(() => {
      const now = this.#clock.now()
      const { history, settings } = this.#store
      const deleted = history.hidden(now - this.#times.undo, together)
      const { jobs, logs, next } = history.walk(from, readRetention(settings.read(retentionSettingName)), now)
      this.#remove([...new Set([...deleted, ...jobs])], () => {
        if (logs.length > 0) history.removeLogs(logs)
        if (next !== null) this.#later('walk', this.#times.pause, () => { this.#walk(next) })
        else if (deleted.length === together) this.#later('walk', this.#times.pause, () => { this.#walk(walkStart) })
      })
    })
  }

  #remove(jobs: readonly number[], then: () => void): void {
    if (jobs.length > 0) this.#store.history.remove(jobs.slice(0, together))
    const rest = jobs.slice(together)
    if (rest.length === 0) then()
    else this.#later('walk', this.#times.pause, () => { this.#try(() => { this.#remove(rest, then) }) })
  }

  #try<T>(act: () => T): T | undefined {
    try { return act() } catch { return undefined }
  }

  /** One timer a name. */
  #later(name: string, ms: number, then: () => void): void {
    this.#stops.get(name)?.()
    if (!this.#closed) this.#stops.set(name, this.#clock.after(ms, then))
  }

  [Symbol.dispose](): void {
    this.#closed = true
    for (const stop of this.#stops.values()) stop()
  }
}
