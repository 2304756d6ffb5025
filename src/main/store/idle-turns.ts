import type { Clock } from '../engine/ports.ts'

export interface IdleTurnsParts {
  readonly clock: Clock
  /** Does a little, and answers whether there is more to do at once. */
  readonly turn: () => boolean
  /** ms until the first turn, between turns where there is more to do, and until something may have come up again. */
  readonly first: number
  readonly breath: number
  readonly rest: number
}

/** Work that nobody waits for, done a little at a time so that nobody notices it. */
export class IdleTurns implements Disposable {
  readonly #parts: IdleTurnsParts
  #stopTimer: () => void

  constructor(parts: IdleTurnsParts) {
    this.#parts = parts
    this.#stopTimer = parts.clock.after(parts.first, () => { this.#take() })
  }

  /** There is something to do now. */
  hurry(): void {
    this.#stopTimer()
    this.#stopTimer = this.#parts.clock.after(this.#parts.breath, () => { this.#take() })
  }

  [Symbol.dispose](): void { this.#stopTimer() }

  /** A fault (a locked or full disk) must not end the work: it is tried again later. */
  #take(): void {
    const { breath, clock, rest, turn } = this.#parts
    let more = false
    try { more = turn() } catch { /* See above. */ }
    this.#stopTimer = clock.after(more ? breath : rest, () => { this.#take() })
  }
}
