import { type Bench, row } from './row.ts'
import { quantile } from './statistics.ts'
import { openApp } from './window/open-app.ts'
import { returnToPage } from './window/return-to-page.ts'
import { untilQuiet } from './window/until-quiet.ts'

const rounds = 60
const warmup = 3
/** ms */
const frame = 16.7

/** P4: from the return of user code to its result on the page. */
export const resultOnPage: Bench = {
  id: 'P4',
  run: async () => {
    const opened = await openApp('result-time')
    try {
      const samples: number[] = []
      for (let round = 0; round < rounds + warmup; round += 1) {
        await untilQuiet(opened.imports)
        const took = await returnToPage(opened.page)
        if (round >= warmup) samples.push(took)
      }
      return [row({ id: 'P4', what: 'user code returns → result drawn, in the window, p95', unit: 'ms', target: '≤ 16.7 ms' }, { value: quantile(samples, 0.95) }, (value) => value <= frame)]
    } finally { await opened[Symbol.asyncDispose]() }
  },
}
