import { setTimeout as sleep } from 'node:timers/promises'
import { type Bench, type BenchRow, row } from './row.ts'
import { median, quantile } from './statistics.ts'
import { clickToChange } from './window/click-to-change.ts'
import { framesWhile } from './window/frames-while.ts'
import { type OpenedApp, openApp } from './window/open-app.ts'
import { watchMain } from './window/watch-main.ts'

const atOnce = 8
/** ms that are watched, after as many in which all gets going. */
const watched = 8_000
const cancels = 10

/** P13: what eight jobs that talk without end cost main and the window. The baseline is a second app at the same time, in which nothing runs. */
export const chattyJobs: Bench = {
  id: 'P13',
  run: async () => {
    const crowded = await openApp('chatter', { SIMMER_JOBS_AT_ONCE: String(atOnce + 1) })
    const idle = await openApp('chatter')
    try {
      for (let click = 0; click < atOnce; click += 1) await crowded.page.click('#fill')
      while (crowded.marks('chatter-runs') < atOnce) await sleep(50)
      await sleep(watched)
      const [main, bare] = await Promise.all([watchMain(crowded.app, () => sleep(watched)), watchMain(idle.app, () => sleep(watched))])
      const frames = await framesWhile(crowded.page, () => sleep(watched))
      const took: number[] = []
      for (let round = 0; round < cancels; round += 1) took.push(await cancelOnce(crowded, atOnce + round + 1))
      return [
        delayRow({ id: 'P13', what: `main's event loop late, p99, ${atOnce} jobs with 1,000 progress/s and 1 MB/s of log each`, target: '≤ 15 ms' }, main.delays, bare.delays),
        row({ id: 'P13', what: 'the window meanwhile', unit: 'fps', target: '≥ 55 fps' }, { value: frames.perSecond }, (value) => value >= 55),
        row({ id: 'P13', what: 'click on Cancel → its job over for the page, meanwhile, median', unit: 'ms', target: '≤ 100 ms' }, { value: median(took) }, (value) => value <= 100),
      ]
    } finally {
      await crowded[Symbol.asyncDispose]()
      await idle[Symbol.asyncDispose]()
    }
  },
}

function delayRow(about: Pick<BenchRow, 'id' | 'what' | 'target'>, delays: readonly number[], bare: readonly number[]): BenchRow {
  return row({ ...about, unit: 'ms' }, { value: quantile(delays, 0.99), baseline: quantile(bare, 0.99) }, (value) => value <= 15)
}

async function cancelOnce({ page, marks }: OpenedApp, runs: number): Promise<number> {
  await clickToChange(page, { click: '#go', change: '#long' })
  while (marks('chatter-runs') < runs) await sleep(20)
  return clickToChange(page, { click: '#stop', change: '#long' })
}
