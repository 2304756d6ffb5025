import { type Bench, row } from './row.ts'
import { median } from './statistics.ts'
import { openApp } from './window/open-app.ts'
import { type ScrollFrames, scrollFrames } from './window/scroll-frames.ts'

const rounds = 5
/** A frame at 60 a second, and what the clock of a frame is off by. */
const frame = 16.7
const off = 0.2

/** P22: frames while a table of a million rows is scrolled. */
export const tableScrolling: Bench = {
  id: 'P22',
  run: async () => {
    const opened = await openApp('million-rows')
    try {
      const { page } = opened
      await page.click('#go')
      await page.waitForSelector('[data-testid=table-view][aria-rowcount="1000001"]', { timeout: 120_000 })
      const [tables, empties]: [ScrollFrames[], ScrollFrames[]] = [[], []]
      await scrollFrames(page, false)
      for (let round = 0; round < rounds; round += 1) {
        tables.push(await scrollFrames(page, false))
        empties.push(await scrollFrames(page, true))
      }
      const of = (measured: readonly ScrollFrames[], what: keyof ScrollFrames): number => median(measured.map((one) => one[what]))
      return [
        row({ id: 'P22', what: '1,000,000-row table: a frame while scrolling, median', unit: 'ms', target: '≤ 16.7 ms (60 fps)' }, { value: of(tables, 'median'), baseline: of(empties, 'median') }, (value) => value <= frame + off),
        row({ id: 'P22', what: 'the same, the longest of 300 frames', unit: 'ms', target: '≤ 50 ms or 2 × the empty scroller, the larger' }, { value: of(tables, 'longest'), baseline: of(empties, 'longest') }, (value, ratio) => value <= 50 || ratio <= 2),
      ]
    } finally { await opened[Symbol.asyncDispose]() }
  },
}
