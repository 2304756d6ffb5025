import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { runInMain } from './main-process/run.ts'
import { type Bench, type BenchRow, row } from './row.ts'
import { interleaved, median } from './statistics.ts'
import { clickToChange } from './window/click-to-change.ts'
import { openApp } from './window/open-app.ts'

const rounds = 120
/** The script has so many results. */
const distinct = 4

/** P3: from a click to a result that the cache has, in the window and in the engine alone. */
export const cachedResult: Bench = { id: 'P3', run: async () => [...await inWindow(), ...await inEngine()] }

async function inWindow(): Promise<readonly BenchRow[]> {
  const { page, imports, ...opened } = await openApp('cached')
  try {
    for (let index = 0; index < distinct; index += 1) await clickToChange(page)
    await sleep(1_000)
    const before = imports()
    const { measured, baseline } = await interleaved(rounds, {
      measured: async () => {
        await sleep(50)
        return clickToChange(page)
      },
      baseline: () => bareInvoke(page),
    })
    await sleep(1_000)
    const about = { id: 'P3', what: 'click → cached result drawn, in the window', unit: 'ms', target: '≤ 3 ms' }
    return [
      row(about, { value: median(measured), baseline: median(baseline) }, (value) => value <= 3),
      row({ ...about, what: `job processes started by ${rounds} hits`, unit: '', target: '0' }, { value: imports() - before }, (value) => value === 0),
    ]
  } finally { await opened[Symbol.asyncDispose]() }
}

async function inEngine(): Promise<readonly BenchRow[]> {
  const { engine = [], bare = [] } = await runInMain('cachedResult')
  const about = { id: 'P3', what: 'trigger → cached result, the engine alone', unit: 'ms', target: '≤ 0.2 ms' }
  return [row(about, { value: median(engine), baseline: median(bare) }, (value) => value <= 0.2)]
}

/** ms of one question to main that needs no more than a lookup: what a click cannot do without. */
function bareInvoke(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const bridge = (globalThis as unknown as { readonly simmer: { readonly jobSnapshot: (jobId: string) => Promise<unknown> } }).simmer
    const began = performance.now()
    await bridge.jobSnapshot('unknown')
    return performance.now() - began
  })
}
