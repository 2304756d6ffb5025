import { rmSync } from 'node:fs'
import path from 'node:path'
import { root } from '../scripts/lib/paths.mjs'
import { buildBareWindow } from './bare-window/build.mjs'
import { type Bench, row } from './row.ts'
import { knownData } from './start-up/known-data.ts'
import { startToUsable } from './start-up/start-to-usable.ts'
import { interleaved, median } from './statistics.ts'

const rounds = 10
const counts = { tasks: 200, runs: 100_000 }

/** P11: from the start of the app until its window can be used, with much to know. */
export const startUp: Bench = {
  id: 'P11',
  run: async () => {
    const bareWindow = await buildBareWindow()
    const { folder, env } = await knownData(counts)
    try {
      const { measured, baseline } = await interleaved(rounds, {
        measured: () => startToUsable({ appFolder: root, env, usable: '[data-task-row]' }),
        baseline: () => startToUsable({ appFolder: bareWindow, env: { BENCH_PROFILE: path.join(folder, 'bare') }, usable: '[data-usable]' }),
      })
      return [row(
        { id: 'P11', what: 'start → window usable, 100,000 runs and 200 tasks known', unit: 'ms', target: '≤ 1.25 × bare window' },
        { value: median(measured), baseline: median(baseline) }, (_value, ratio) => ratio <= 1.25,
      )]
    } finally { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
  },
}
