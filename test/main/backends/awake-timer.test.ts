import { describe, expect, it } from 'vitest'
import { afterAwake } from '../../../src/main/backends/awake-timer.ts'
import type { Clock } from '../../../src/main/engine/ports.ts'

/** A clock that a test moves; `sleep` is time in which no timer runs. */
class MovedClock implements Clock {
  #now = 0
  #timers: { at: number; readonly then: () => void }[] = []
  now(): number { return this.#now }
  after(ms: number, then: () => void): () => void {
    const timer = { at: this.#now + ms, then }
    this.#timers.push(timer)
    return () => { this.#timers = this.#timers.filter((each) => each !== timer) }
  }
  run(ms: number): void {
    const end = this.#now + ms
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#timers = this.#timers.filter((each) => each !== next)
      this.#now = Math.max(this.#now, next.at)
      next.then()
    }
    this.#now = end
  }
  sleep(ms: number): void {
    this.#now += ms
    for (const timer of this.#timers) timer.at += ms
  }
}

describe('a timeout', () => {
  const watch = (seconds: number): { clock: MovedClock; times: number[]; cancel: () => void } => {
    const clock = new MovedClock()
    const times: number[] = []
    return { clock, times, cancel: afterAwake(seconds, clock, () => { times.push(clock.now()) }) }
  }

  it('F9 fires once, after its seconds', () => {
    const { clock, times } = watch(2.5)
    clock.run(2499)
    expect(times).toEqual([])
    clock.run(10_000)
    expect(times).toEqual([2500])
  })

  it('F9 R20 does not count 8 hours in which the computer slept', () => {
    const { clock, times } = watch(60)
    clock.run(30_000)
    clock.sleep(8 * 3_600_000)
    clock.run(20_000)
    expect(times).toEqual([])
    clock.run(11_000)
    expect(times).toHaveLength(1)
  })

  it('R20 nor is it put off by a clock that was set back', () => {
    const { clock, times } = watch(10)
    clock.run(5000)
    clock.sleep(-3_600_000)
    clock.run(6000)
    expect(times).toHaveLength(1)
  })

  it('never fires once it was taken back', () => {
    const { clock, times, cancel } = watch(1)
    cancel()
    clock.run(10_000)
    expect(times).toEqual([])
  })
})
