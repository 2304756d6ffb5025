import type { Clock } from './ports.ts'

/** The computer's clock. `after(0, …)` runs in the next turn of the loop; timers never keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    if (ms <= 0) {
      const immediate = setImmediate(then)
      return () => { clearImmediate(immediate) }
    }
    const timer = setTimeout(then, ms)
    timer.unref()
    return () => { clearTimeout(timer) }
  },
}
