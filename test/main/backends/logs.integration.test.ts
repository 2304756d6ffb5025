import { mkdtempSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/main/engine/system-clock.ts'
import { RunLogs } from '../../../src/main/store/run-logs.ts'
import { brandAs, type RunId } from '../../../src/shared/brand.ts'
import { sayFigures } from '../../support/figures.ts'
import { fullSize } from '../../support/full-size.ts'
import { LocalLab, textOf } from '../../support/local-lab.ts'

describe('the log of a run', () => {
  const lab = new LocalLab()
  afterAll(() => lab[Symbol.asyncDispose]())

  it('G3 lines come in order, numbered, with their times and streams', async () => {
    const watched = await lab.run(await lab.job('says', `run: async () => {
      for (let i = 0; i < 5; i++) { console.log('out ' + i); await new Promise((r) => setTimeout(r, 40)); console.error('err ' + i); await new Promise((r) => setTimeout(r, 40)) }
    }`))
    await watched.end
    expect(textOf(watched.logs).trim().split('\n')).toEqual([0, 1, 2, 3, 4].flatMap((i) => [`out ${i}`, `err ${i}`]))
    expect(watched.logs.map(({ seq }) => seq)).toEqual(watched.logs.map((_, index) => index + 1))
    expect(watched.logs.every(({ at }, index) => at >= (watched.logs[index - 1]?.at ?? 0))).toBe(true)
    expect(textOf(watched.logs, 'stderr')).toBe('err 0\nerr 1\nerr 2\nerr 3\nerr 4\n')
  })

  it('G3 characters that a pipe cuts in two stay whole', async () => {
    const watched = await lab.run(await lab.job('umlauts', 'run: () => { process.stdout.write("ä€😀".repeat(50_000)) }'))
    await watched.end
    expect(textOf(watched.logs, 'stdout')).toBe('ä€😀'.repeat(50_000))
  })

  it(`R18 ${fullSize(20, 1000)} MB of stdout end in a log at its cap, with a mark and the last lines, and never grow the app by more than 50 MB`, async () => {
    const [folder, cap, megabytes] = [mkdtempSync(join(lab.folder, 'logs-')), fullSize(2, 64) * 1024 * 1024, fullSize(20, 1000)]
    const logs = new RunLogs({ folder, clock: systemClock, cap })
    const id = brandAs<RunId>('flood')
    const before = process.memoryUsage().rss
    let [size, peak] = [0, 0]
    const began = performance.now()
    const watched = await lab.run(await lab.job('prints', `run: () => { const line = "x".repeat(99) + "\\n"; for (let i = 0; i < ${megabytes * 100}; i++) process.stdout.write(line.repeat(100)); console.log("the end") }`), {
      observe: { logged: (chunks) => {
        for (const { text } of chunks) size += text.length
        logs.append(id, chunks)
        peak = Math.max(peak, process.memoryUsage().rss)
      } },
    })
    expect((await watched.end).end).toBe('returned')
    logs.finish(id)
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
    expect(size).toBe(megabytes * 1e6 + 'the end\n'.length)
    expect(bytes).toBeLessThanOrEqual(cap)
    expect(bytes).toBeGreaterThan(cap / 2)
    expect(peak - before).toBeLessThan(50e6)
    const kept = logs.read(id)
    expect(kept.filter(({ stream }) => stream === 'app').map(({ text }) => text)).toEqual([expect.stringContaining('left out here')])
    expect(textOf(kept.slice(-3))).toMatch(/x\nthe end\n$/)
    sayFigures(`R18: ${megabytes} MB of stdout, most that the app grew by: ${((peak - before) / 1e6).toFixed(1)} MB; log ${(bytes / 1e6).toFixed(1)} MB`, [performance.now() - began])
  }, 600_000)

  it('R18 a script that floods without end can be canceled', async () => {
    let size = 0
    const watched = await lab.run(await lab.job('floods', 'run: () => { for (;;) process.stdout.write("y".repeat(65536)) }'), { observe: {
      logged: (chunks) => {
        for (const { text } of chunks) size += text.length
        if (size > 5e6) watched.controller.abort()
      },
    } })
    expect(await watched.end).toMatchObject({ end: 'aborted', receipt: { ended: 1, left: 0 } })
  })
})
