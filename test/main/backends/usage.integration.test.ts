import { afterAll, describe, expect, it } from 'vitest'
import type { LiveUsage } from '../../../src/shared/change.ts'
import { LocalLab } from '../../support/local-lab.ts'

const burn = (ms: number): string => `const until = process.cpuUsage().user + ${ms * 1000}; while (process.cpuUsage().user < until);`

describe.runIf(process.platform === 'linux')('what a run took', () => {
  const lab = new LocalLab()
  afterAll(() => lab[Symbol.asyncDispose]())

  it('a run that is over before anybody looks tells itself', async () => {
    const { usage } = await (await lab.run(await lab.job('quick', `run: () => { ${burn(30)} }`))).end
    expect(usage?.cpuTime).toBeGreaterThan(30)
    expect(usage?.peakMemory).toBeGreaterThan(10e6)
  })

  it('memory and processor time of the whole tree, live and at the end', async () => {
    const told: LiveUsage[] = []
    const watched = await lab.run(await lab.job('tree', `run: async () => {
      const { spawn, spawnSync } = await import('node:child_process')
      spawnSync(process.execPath, ['-e', ${JSON.stringify(burn(400))}])
      spawn(process.execPath, ['-e', 'globalThis.kept = Buffer.alloc(200e6, 1); for (;;);'], { stdio: 'ignore', detached: true })
      await new Promise(() => { setInterval(() => {}, 1e6) })
    }`), { observe: { sampled: (usage) => {
      told.push(usage)
      if (usage.memory > 200e6 && usage.cores > 0) watched.controller.abort()
    } } })
    const { usage } = await watched.end
    expect(usage?.peakMemory).toBeGreaterThan(200e6)
    // The child that it waited for is in it, and the one that never ended.
    expect(usage?.cpuTime).toBeGreaterThan(400 + 200)
    expect(told.at(-1)?.memory).toBeLessThanOrEqual(usage?.peakMemory ?? 0)
  })
})
