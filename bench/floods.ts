import { setTimeout as sleep } from 'node:timers/promises'
import { type Bench, row } from './row.ts'
import { quantile } from './statistics.ts'
import { inputToPaint } from './window/input-to-paint.ts'
import { openApp } from './window/open-app.ts'
import { watchMain } from './window/watch-main.ts'

const tasks = 4
const keys = 150
/** ms until buffers have found their size. */
const settling = 5_000

/** R19: typing while four jobs set progress and print as fast as they can, the log of one in sight. The baseline is a second app at the same time, in which nothing runs. */
export const floods: Bench = {
  id: 'R19',
  run: async () => {
    const flooded = await openApp('chatter', { SIMMER_JOBS_AT_ONCE: String(tasks) })
    const idle = await openApp('chatter')
    try {
      await flooded.page.fill('#how', 'flood')
      await flooded.page.keyboard.press('Control+l')
      for (let click = 0; click < tasks; click += 1) await flooded.page.click('#fill')
      while (flooded.marks('chatter-runs') < tasks) await sleep(50)
      await sleep(settling)
      let [painted, bare]: (readonly number[])[] = [[], []]
      const type = { selector: '#typed', keys }
      const [main, quiet] = await Promise.all([
        watchMain(flooded.app, async () => { painted = await inputToPaint(flooded.page, type) }),
        watchMain(idle.app, async () => { bare = await inputToPaint(idle.page, type) }),
      ])
      const about = { id: 'R19', unit: 'ms' }
      return [
        row({ ...about, what: `a key → its frame, p95, ${tasks} jobs flooding`, target: '≤ 100 ms' }, { value: quantile(painted ?? [], 0.95), baseline: quantile(bare ?? [], 0.95) }, (value) => value <= 100),
        row({ ...about, what: 'main\'s event loop late, p99, the same', target: '≤ 50 ms' }, { value: quantile(main.delays, 0.99), baseline: quantile(quiet.delays, 0.99) }, (value) => value <= 50),
        row({ ...about, what: 'main grew meanwhile by at most', unit: 'MB', target: '≤ 20 MB' }, { value: main.megabytes, baseline: quiet.megabytes }, (value) => value <= 20),
      ]
    } finally {
      await flooded[Symbol.asyncDispose]()
      await idle[Symbol.asyncDispose]()
    }
  },
}
