import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { LinuxProcessTable } from '../../../src/main/backends/linux-process-table.ts'
import { LocalRuntimes } from '../../../src/main/backends/runtimes.ts'
import { LocalLab, silentObserver } from '../../support/local-lab.ts'

describe.runIf(process.platform === 'linux')('the warm host', () => {
  const lab = new LocalLab()
  afterAll(() => lab[Symbol.asyncDispose]())
  const table = new LinuxProcessTable(0)
  /** Processes of this test's engine that run hosts for jobs. */
  const hostPids = (): number[] => table.alive(table.list().filter(({ ownerToken }) => ownerToken === lab.ownerToken)).map(({ pid }) => pid)

  it('is started before it is asked for, runs one job, and is replaced', async () => {
    const bundle = await lab.job('warm', 'run: () => process.pid')
    await lab.request(bundle)
    const backend = await lab.backend()
    backend.keepWarm(bundle, 'app')
    await expect.poll(hostPids, { timeout: 10_000 }).toHaveLength(1)
    const [spare] = hostPids()
    expect(await lab.value(bundle)).toBe(spare)
    const second = await lab.value(bundle)
    expect(second).not.toBe(spare)
    await expect.poll(hostPids, { timeout: 10_000 }).toHaveLength(1)
    expect(hostPids()[0]).not.toBe(second)
  })

  it('is let go when another bundle is wanted, or none', async () => {
    const backend = await lab.backend()
    const [before] = hostPids()
    const other = await lab.job('other', 'run: () => process.pid')
    backend.keepWarm(other, 'app')
    await expect.poll(() => hostPids().includes(before ?? 0), { timeout: 10_000 }).toBe(false)
    await expect.poll(hostPids, { timeout: 10_000 }).toHaveLength(1)
    backend.keepWarm(null, 'app')
    await expect.poll(hostPids, { timeout: 10_000 }).toEqual([])
  })

  it('what a bundle printed when it was imported is in the log of the run that uses it', async () => {
    const bundle = await lab.bundle('printing', `
      import { defineTask, longCallback, html, Input, Output } from 'simmer'
      console.log('imported')
      export default defineTask({ title: 'x', layout: html.div([html.button('go', { id: 'go' }), html.p('', { id: 'out' })]),
        callbacks: [longCallback({ output: Output('out', 'children'), inputs: Input('go', 'nClicks'), run: () => { console.log('ran') } })] })`)
    const request = await lab.request(bundle)
    const backend = await lab.backend()
    backend.keepWarm(bundle, 'app')
    await expect.poll(hostPids, { timeout: 10_000 }).toHaveLength(1)
    let text = ''
    await backend.run(request, { ...silentObserver, logged: (chunks) => { for (const chunk of chunks) text += chunk.text } }, new AbortController().signal)
    backend.keepWarm(null, 'app')
    expect(text).toBe('imported\nran\n')
  })

  it('one that is ended from outside once it was ready is replaced', async () => {
    const mark = join(lab.folder, 'ready')
    const bundle = await lab.bundle('killed-ready', `
      import { appendFileSync } from 'node:fs'
      import { defineTask, integer } from 'simmer'
      setTimeout(() => { appendFileSync(${JSON.stringify(mark)}, process.pid + ' ') }, 1)
      export default defineTask({ title: 'x', params: { n: integer({ default: 1 }) }, run: () => process.pid })`)
    const backend = await lab.backend()
    backend.keepWarm(bundle, 'app')
    const ready = (): string[] => existsSync(mark) ? readFileSync(mark, 'utf8').trim().split(' ') : []
    await expect.poll(ready, { timeout: 10_000 }).toHaveLength(1)
    process.kill(Number(ready()[0]), 'SIGKILL')
    await expect.poll(ready, { timeout: 10_000 }).toHaveLength(2)
    backend.keepWarm(null, 'app')
  })

  it('is still wanted when it could not start: the next run has another made', async () => {
    const bundle = await lab.job('vanished', 'run: () => process.pid')
    await lab.request(bundle)
    const backend = await lab.backend()
    await expect.poll(hostPids, { timeout: 10_000 }).toEqual([])
    const { hostProgram } = await lab.built()
    renameSync(hostProgram, `${hostProgram}.away`)
    backend.keepWarm(bundle, 'app')
    await expect.poll(() => readdirSync(join(lab.folder, 'work')).length, { timeout: 10_000 }).toBe(1)
    await expect.poll(() => readdirSync(join(lab.folder, 'work')).length, { timeout: 10_000 }).toBe(0)
    renameSync(`${hostProgram}.away`, hostProgram)
    await lab.value(bundle)
    await expect.poll(hostPids, { timeout: 10_000 }).toHaveLength(1)
    const [spare] = hostPids()
    expect(await lab.value(bundle)).toBe(spare)
    backend.keepWarm(null, 'app')
  })

  it('one that is killed from outside costs the next run nothing but its start', async () => {
    const bundle = await lab.job('killed', 'run: () => 5')
    await lab.request(bundle)
    const backend = await lab.backend()
    await expect.poll(hostPids, { timeout: 10_000 }).toEqual([])
    backend.keepWarm(bundle, 'app')
    await expect.poll(hostPids, { timeout: 10_000 }).toHaveLength(1)
    process.kill(hostPids()[0] ?? 0, 'SIGKILL')
    await expect.poll(hostPids, { timeout: 10_000 }).toEqual([])
    expect(await lab.value(bundle)).toBe(5)
    backend.keepWarm(null, 'app')
  })

  it('a runtime that is not there fails the run with what to do', async () => {
    const own = new LocalLab({ runtimes: new LocalRuntimes(() => '/nowhere/node') })
    const bundle = await own.job('elsewhere', 'run: () => 1')
    const end = await (await own.run(bundle, { change: { runtime: 'node' } })).end
    await own[Symbol.asyncDispose]()
    expect(end).toMatchObject({ end: 'failed', error: { code: 'HOST_FAILED', message: expect.stringContaining('/nowhere/node') as string, hint: expect.stringContaining('Settings') as string } })
  })
})
