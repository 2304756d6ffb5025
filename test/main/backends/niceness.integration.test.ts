import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { afterAll, describe, expect, it } from 'vitest'
import { LocalLab, textOf } from '../../support/local-lab.ts'

const waits = `run: async () => {
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, ['-e', 'console.log("up " + process.pid); setInterval(() => {}, 1e6)'], { stdio: ['ignore', 'inherit', 'inherit'], detached: true })
  await new Promise(() => { setInterval(() => {}, 1e6) })
}`

describe.runIf(process.platform === 'linux')('how far a job lets others go first', () => {
  const lab = new LocalLab()
  afterAll(() => lab[Symbol.asyncDispose]())
  const own = getPriority()

  /** Of every thread of the host, and of the child that it started. */
  const nicenessOf = async (name: string, niceness: number, warm: boolean): Promise<{ host: number[]; child: number }> => {
    const bundle = await lab.job(name, waits)
    const backend = await lab.backend()
    if (warm) backend.keepWarm(bundle, 'app')
    const watched = await lab.run(bundle, { change: { niceness } })
    await watched.until(() => textOf(watched.logs).includes('up '))
    const { pid } = await watched.process
    // The main thread, and with it what it starts, before the script; the others a moment later, save the one for progress and cancel.
    const throughout = (): number[] => readdirSync(`/proc/${pid}/task`).map((thread) => getPriority(Number(thread)))
    if (niceness > own) await expect.poll(() => throughout().filter((each) => each !== niceness), { timeout: 10_000 }).toEqual([own])
    const group = `/proc/${pid}/autogroup`
    // Others than root may be told to come back later.
    if (niceness > 0 && existsSync(group) && process.getuid?.() === 0) await expect.poll(() => readFileSync(group, 'utf8').trim(), { timeout: 10_000 }).toMatch(new RegExp(`nice ${niceness}$`))
    const host = [...new Set(throughout())].sort((a, b) => a - b)
    const child = getPriority(Number(/up (\d+)/.exec(textOf(watched.logs))?.[1]))
    backend.keepWarm(null, 'app')
    watched.controller.abort()
    await watched.end
    return { host, child }
  }

  it.each([['started for it', false], ['kept warm', true]])('a host %s goes behind with all its threads but the one that carries progress and cancel, and so does what it starts', async (name, warm) => {
    expect(await nicenessOf(`nice-${name.length}`, own + 5, warm)).toEqual({ host: [own, own + 5], child: own + 5 })
  })

  it('niceness 0 leaves it among the others', async () => {
    expect(await nicenessOf('not-nice', 0, false)).toEqual({ host: [own], child: own })
  })
})
