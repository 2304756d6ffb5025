import { deserialize } from 'node:v8'

/** Sends one progress value. */
export type SendProgress = (seq: number, value: unknown) => void

/**
 * The throttle of D4, in the I/O thread: the first value goes out at once, later ones at most once per interval and only
 * when the one before was acknowledged; of those that wait the latest stays. What waits at the end goes out all the same.
 */
export class ProgressOutlet {
  readonly #send: SendProgress
  #interval = 0
  #waiting: Uint8Array | null = null
  #seq = 0
  #acknowledged = 0
  #nextAt = 0
  #timer: NodeJS.Timeout | undefined

  constructor(send: SendProgress) { this.#send = send }

  /** ms; 0: as fast as each is acknowledged. */
  set interval(interval: number) { this.#interval = interval }

  offer(bytes: Uint8Array): void {
    this.#waiting = bytes
    this.#sendIfDue()
  }

  acknowledge(seq: number): void {
    this.#acknowledged = Math.max(this.#acknowledged, seq)
    this.#sendIfDue()
  }

  flush(): void {
    clearTimeout(this.#timer)
    if (this.#waiting === null) return
    const value: unknown = deserialize(this.#waiting)
    this.#waiting = null
    this.#nextAt = performance.now() + this.#interval
    this.#send(++this.#seq, value)
  }

  #sendIfDue(): void {
    if (this.#waiting === null || this.#acknowledged < this.#seq) return
    const wait = this.#nextAt - performance.now()
    if (wait <= 0) { this.flush(); return }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => { this.#sendIfDue() }, Math.ceil(wait))
  }
}
