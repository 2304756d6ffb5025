import { randomUUID } from 'node:crypto'
import { brandAs, type JobId, type PageId, type RunId } from '../../shared/brand.ts'
import type { Clock, Ids } from '../engine/ports.ts'

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

export const randomIds: Ids = {
  job: () => brandAs<JobId>(randomUUID()),
  run: () => brandAs<RunId>(randomUUID()),
  page: () => brandAs<PageId>(randomUUID()),
}
