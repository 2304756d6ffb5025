import type { Clock } from '../../src/main/engine/ports.ts'

/** A clock that a test moves. */
export class ManualClock implements Clock {
  #now = 1_000_000
  #timers: { readonly at: number; readonly then: () => void }[] = []

  now(): number { return this.#now }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.#now + ms, then }
    this.#timers.push(timer)
    return () => { this.#timers = this.#timers.filter((other) => other !== timer) }
  }

  /** Lets time pass; timers fire in order, those that they set too. */
  advance(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0]
      if (due === undefined) break
      this.#timers = this.#timers.filter((other) => other !== due)
      this.#now = Math.max(this.#now, due.at)
      due.then()
    }
    this.#now = until
  }
}
