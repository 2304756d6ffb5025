import { afterAll, describe, expect, it } from 'vitest'
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

  it('R18 a flood of 100 MB passes through whole, and never grows the app by more than 50 MB', async () => {
    let size = 0
    let peak = 0
    let last = ''
    const before = process.memoryUsage().rss
    const watched = await lab.run(await lab.job('prints', 'run: () => { const line = "x".repeat(99) + "\\n"; for (let i = 0; i < 1e4; i++) process.stdout.write(line.repeat(100)); console.log("the end") }'), {
      observe: { logged: (chunks) => {
        for (const { text } of chunks) { size += text.length; last = text }
        peak = Math.max(peak, process.memoryUsage().rss)
      } },
    })
    expect((await watched.end).end).toBe('returned')
    expect(size).toBe(100e6 + 'the end\n'.length)
    expect(last).toMatch(/the end\n$/)
    expect(peak - before).toBeLessThan(50e6)
  })

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
