import type { Change } from '../../shared/change.ts'
import type { ChangeBatch } from '../../shared/contract.ts'
import type { Broadcaster, Clock } from '../engine/ports.ts'

/** One frame at 60 Hz: more often than this no window can show anything. */
const frameMs = 16

/**
 * Collects changes and passes them on once a frame, at once where none went out in the last frame. Each batch has
 * the next revision, so that a window knows what its snapshot already holds.
 */
export class Batcher implements Broadcaster, Disposable {
  readonly #clock: Clock
  readonly #deliver: (batch: ChangeBatch) => void
  #revision = 0
  #changes: Change[] = []
  #sent: (() => void)[] = []
  #lastAt = Number.NEGATIVE_INFINITY
  #stopTimer: (() => void) | null = null

  constructor(clock: Clock, deliver: (batch: ChangeBatch) => void) {
    this.#clock = clock
    this.#deliver = deliver
  }

  /** The last revision that went out. */
  get revision(): number { return this.#revision }

  send(change: Change, sent?: () => void): void {
    this.#changes.push(change)
    if (sent !== undefined) this.#sent.push(sent)
    if (this.#stopTimer !== null) return
    const wait = Math.max(0, frameMs - (this.#clock.now() - this.#lastAt))
    // Even "at once" waits for this turn's other changes, so that one event of the engine is one batch.
    this.#stopTimer = this.#clock.after(wait, () => { this.flush() })
  }

  /** Sends what is collected now; a snapshot taken after this has all of it. */
  flush(): void {
    this.#stopTimer?.()
    this.#stopTimer = null
    if (this.#changes.length === 0) return
    const changes = this.#changes
    const sent = this.#sent
    this.#changes = []
    this.#sent = []
    this.#lastAt = this.#clock.now()
    this.#revision += 1
    this.#deliver({ revision: this.#revision, changes })
    for (const call of sent) call()
  }

  [Symbol.dispose](): void { this.#stopTimer?.() }
}
