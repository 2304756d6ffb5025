import type { Clock } from '../../../../src/main/engine/ports.ts'

interface Timer { readonly at: number; readonly then: () => void }

/** Time that passes only when a test says so; timers fire in order on the way. */
export class FakeClock implements Clock {
  #now: number
  readonly #timers = new Set<Timer>()

  constructor(now = 1_700_000_000_000) { this.#now = now }

  readonly now = (): number => this.#now

  readonly after = (ms: number, then: () => void): (() => void) => {
    const timer = { at: this.#now + ms, then }
    this.#timers.add(timer)
    return () => { this.#timers.delete(timer) }
  }

  advance(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const [next] = [...this.#timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
      if (next === undefined) break
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.then()
    }
    this.#now = until
  }
}
