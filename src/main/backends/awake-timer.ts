import type { Clock } from '../engine/ports.ts'

/** ms between two looks at the clock. */
const tick = 1000
/** A gap longer than this was no running time: the computer slept. ms. */
const longestGap = 5000

/** Calls `then` once after so many seconds in which the computer was awake (F9, R20). Returns how to take it back. */
export function afterAwake(seconds: number, clock: Clock, then: () => void): () => void {
  let left = seconds * 1000
  let last = clock.now()
  let cancel: () => void
  const wait = (): void => {
    cancel = clock.after(Math.min(tick, Math.max(left, 0)), () => {
      const now = clock.now()
      const gap = now - last
      last = now
      left -= gap > longestGap || gap < 0 ? tick : gap
      if (left <= 0) then()
      else wait()
    })
  }
  wait()
  return () => { cancel() }
}
