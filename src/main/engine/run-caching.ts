import { toErrorInfo } from '../../shared/errors.ts'
import type { StoredValue } from '../../shared/stored-value.ts'
import type { LiveRun } from './live-run.ts'
import type { Clock, JobStore, TaskSource } from './ports.ts'
import type { Keyed, ResultCache } from './result-cache.ts'
import type { RunBook } from './run-book.ts'

export interface RunCachingParts {
  readonly cache: ResultCache
  readonly tasks: TaskSource
  readonly store: JobStore
  readonly book: RunBook
  readonly clock: Clock
  /** Says something in a run's log. */
  readonly note: (live: LiveRun, text: string) => void
}

/** Results on their way into the cache: what they depend on is looked at again when their run starts and when it ends (H14). */
export class RunCaching {
  readonly #parts: RunCachingParts
  /** Settles with whether all was still as at the trigger when the run began. */
  readonly #unchanged = new WeakMap<LiveRun, Promise<boolean>>()

  constructor(parts: RunCachingParts) { this.#parts = parts }

  /** Looks again as a run starts, beside its start. What has changed meanwhile is noted, and nobody joins the run any more. */
  begin(live: LiveRun): void {
    if (live.key === null) return
    const { promise, resolve } = Promise.withResolvers<boolean>()
    this.#unchanged.set(live, promise)
    this.#parts.clock.after(0, () => { void this.#lookAgain(live).then(resolve) })
  }

  /** Stores a success, or notes why it is kept in history alone. From this call on a lookup of its key waits. */
  async keep(live: LiveRun, value: StoredValue, tookMs: number): Promise<void> {
    const { key } = live
    if (key === null) return
    const { cache, note } = this.#parts
    try {
      const outcome = await cache.store(key, { now: this.#asNow(live), unchanged: this.#unchanged.get(live) }, { value, tookMs })
      if (outcome.stored || outcome.changed.length === 0) return
      note(live, `Not cached: ${outcome.changed.join(', ')} changed while it was computed.`)
    } catch (thrown) { note(live, `Not cached: ${toErrorInfo(thrown).message}`) }
  }

  async #lookAgain(live: LiveRun): Promise<boolean> {
    const { book, cache, note, store } = this.#parts
    const { key } = live
    if (key === null) return false
    const words = await cache.changes(key, this.#asNow(live)).then(
      (changed) => (changed.length === 0 ? '' : `${changed.join(', ')} changed between the click and the start`),
      (thrown: unknown) => toErrorInfo(thrown).message,
    )
    if (words === '') return true
    note(live, `Will not be cached: ${words}.`.replace(/\.\.$/u, '.'))
    book.closeKey(live)
    try { store.closeKey(live.run.id) } catch { /* Who joins gets what is computed now, and is told so by the note. */ }
    return false
  }

  async #asNow(live: LiveRun): Promise<Keyed> {
    return { task: await this.#parts.tasks.runnable(live.run.taskId), callback: live.callback, args: live.request.args }
  }
}
