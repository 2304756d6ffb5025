import { type Bench, row } from './row.ts'
import { interleaved, median } from './statistics.ts'
import { clickToChange } from './window/click-to-change.ts'
import { openApp } from './window/open-app.ts'
import { spawnFromApp } from './window/spawn-from-app.ts'
import { untilQuiet } from './window/until-quiet.ts'

const rounds = 60

/** P2: from a click in the window to the result of an empty job on the page. */
export const clickToResult: Bench = {
  id: 'P2',
  run: async () => {
    const opened = await openApp('first-line')
    try {
      const { measured, baseline } = await interleaved(rounds, {
        measured: async () => {
          await untilQuiet(opened.imports)
          return clickToChange(opened.page)
        },
        baseline: () => spawnFromApp(opened.app),
      })
      const target = Math.max(15, 0.15 * median(baseline))
      return [row(
        { id: 'P2', what: 'click → result of an empty job drawn, in the window', unit: 'ms', target: '≤ 15 ms or 0.15 × bare child' },
        { value: median(measured), baseline: median(baseline) }, (value) => value <= target,
      )]
    } finally { await opened[Symbol.asyncDispose]() }
  },
}
