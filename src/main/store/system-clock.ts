import type { Clock } from '../engine/ports.ts'

/** The computer's own time. Its timers keep no process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms)
    timer.unref()
    return () => { clearTimeout(timer) }
  },
}
