import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root } from '../scripts/lib/paths.mjs'
import { buildBareWindow } from './bare-window/build.mjs'
import { type Bench, row } from './row.ts'
import { knownData } from './start-up/known-data.ts'
import { memoryOfTree } from './start-up/memory-of-tree.ts'
import { whileUsable } from './start-up/start-to-usable.ts'
import { interleaved, median } from './statistics.ts'

const rounds = 3
/** ms after which a window has let go of what only its start needed. */
const rest = 5_000

/** P12: memory of all processes of the app, its window open and no task in it. */
export const windowMemory: Bench = {
  id: 'P12',
  run: async () => {
    const bareWindow = await buildBareWindow()
    const { folder, env } = await knownData({ tasks: 20, runs: 1_000 })
    const memory = async ({ pid }: { readonly pid: number }): Promise<number> => {
      await sleep(rest)
      return memoryOfTree(pid)
    }
    try {
      const { measured, baseline } = await interleaved(rounds, {
        measured: () => whileUsable({ appFolder: root, env, usable: '[data-task-row]' }, memory),
        baseline: () => whileUsable({ appFolder: bareWindow, env: { BENCH_PROFILE: path.join(folder, 'bare') }, usable: '[data-usable]' }, memory),
      }, 1)
      return [row(
        { id: 'P12', what: 'memory of all processes, window open, no task open', unit: 'MB', target: '≤ 1.3 × bare window' },
        { value: median(measured), baseline: median(baseline) }, (_value, ratio) => ratio <= 1.3,
      )]
    } finally { rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) }
  },
}
