import type { Clock } from '../../src/main/engine/ports.ts'
import { systemClock } from '../../src/main/engine/system-clock.ts'

interface Timer { readonly dueAt: number; readonly then: () => void; readonly stop: () => void }

/** The computer's clock, on a computer that can be put to sleep. */
export class LeapingClock implements Clock {
  /** Whether timers count the time asleep, so that all that came due fire at the wake, as on Windows; on Linux they stand still. */
  readonly #countsSleep: boolean
  readonly #timers = new Set<Timer>()
  #slept = 0

  constructor(countsSleep: boolean) { this.#countsSleep = countsSleep }

  now(): number { return systemClock.now() + this.#slept }

  after(ms: number, then: () => void): () => void {
    const fire = (): void => { this.#timers.delete(timer); then() }
    const timer: Timer = { dueAt: this.now() + ms, then, stop: systemClock.after(ms, fire) }
    this.#timers.add(timer)
    return () => { this.#end(timer) }
  }

  /** From one moment to the next, `ms` have passed. */
  sleep(ms: number): void {
    this.#slept += ms
    if (!this.#countsSleep) return
    const due = [...this.#timers].filter(({ dueAt }) => dueAt <= this.now()).sort((one, other) => one.dueAt - other.dueAt)
    for (const timer of due) {
      if (!this.#timers.has(timer)) continue
      this.#end(timer)
      timer.then()
    }
  }

  #end(timer: Timer): void {
    timer.stop()
    this.#timers.delete(timer)
  }
}
