import type { JobId } from '../../shared/brand.ts'
import type { Change } from '../../shared/change.ts'

/** Keeps the computer from going to sleep by itself, as Electron's `powerSaveBlocker` does; the screen may go dark. */
export interface SleepBlocker {
  /** Answers with a number to take it back by. */
  start(): number
  stop(id: number): void
}

/** Holds one blocker while a job runs, of whichever engine, and none otherwise (R20). Jobs that wait keep nobody up. */
export class KeepAwake implements Disposable {
  readonly #blocker: SleepBlocker
  readonly #running = new Set<JobId>()
  #held: number | null = null

  constructor(blocker: SleepBlocker) { this.#blocker = blocker }

  /** What windows are told. */
  apply(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.change !== 'job') continue
      const { id, state: { status } } = change.job
      if (status === 'running' || status === 'canceling') this.#running.add(id)
      else this.#running.delete(id)
    }
    if (this.#running.size > 0) this.#held ??= this.#blocker.start()
    else this.#release()
  }

  [Symbol.dispose](): void {
    this.#running.clear()
    this.#release()
  }

  #release(): void {
    if (this.#held === null) return
    this.#blocker.stop(this.#held)
    this.#held = null
  }
}
