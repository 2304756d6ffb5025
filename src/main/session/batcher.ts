import type { Change } from '../../shared/change.ts'
import type { ChangeBatch } from '../../shared/contract.ts'
import { isEnded } from '../../shared/job.ts'
import type { Broadcaster, Clock } from '../engine/ports.ts'

/** One frame at 60 Hz: more often than this no window can show anything. */
const frameMs = 16

/**
 * Collects changes for a frame and passes them on together. The end of a job goes at once, with all that is collected,
 * unless another end did within the last frame: a short job's result is not held back by the news of its own start, and
 * windows need not draw that start for nothing (P2). Each batch has the next revision, so that a window knows what its
 * snapshot already holds.
 */
export class Batcher implements Broadcaster, Disposable {
  readonly #clock: Clock
  readonly #deliver: (batch: ChangeBatch) => void
  #revision = 0
  #changes: Change[] = []
  #sent: (() => void)[] = []
  #lastEndAt = Number.NEGATIVE_INFINITY
  /** When what is collected goes out. */
  #dueAt = Number.POSITIVE_INFINITY
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
    const now = this.#clock.now()
    const dueAt = isEnd(change) ? Math.max(now, this.#lastEndAt + frameMs) : now + frameMs
    if (this.#dueAt <= dueAt) return
    this.#stopTimer?.()
    this.#dueAt = dueAt
    // Even "at once" waits for this turn's other changes, so that one event of the engine is one batch.
    this.#stopTimer = this.#clock.after(dueAt - now, () => { this.flush() })
  }

  /** Sends what is collected now; a snapshot taken after this has all of it. */
  flush(): void {
    this.#stopTimer?.()
    this.#stopTimer = null
    this.#dueAt = Number.POSITIVE_INFINITY
    if (this.#changes.length === 0) return
    const changes = this.#changes
    const sent = this.#sent
    this.#changes = []
    this.#sent = []
    if (changes.some(isEnd)) this.#lastEndAt = this.#clock.now()
    this.#revision += 1
    this.#deliver({ revision: this.#revision, changes })
    for (const call of sent) call()
  }

  [Symbol.dispose](): void { this.#stopTimer?.() }
}

function isEnd(change: Change): boolean { return change.change === 'job' && isEnded(change.job.state) }
