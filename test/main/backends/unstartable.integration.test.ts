import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { LinuxProcessTable } from '../../../src/main/backends/linux-process-table.ts'
import { Reaper } from '../../../src/main/backends/reaper.ts'
import { unstartable } from '../../../src/main/backends/unstartable.ts'
import type { Runtimes } from '../../../src/main/backends/runtimes.ts'
import { LocalLab } from '../../support/local-lab.ts'

describe('when a process cannot be started', () => {
  const runtime = { file: join('/nowhere', 'node'), env: {} }
  const runtimes: Runtimes = { find: () => runtime }
  const lab = new LocalLab({ runtimes })
  afterAll(() => lab[Symbol.asyncDispose]())

  it.each([['EAGAIN', 'no more processes'], ['EMFILE', 'too many files'], ['ENOMEM', 'out of memory']])('F1 %s is told in words, with what to do', (code, words) => {
    const error = unstartable('/bin/node', Object.assign(new Error(`spawn /bin/node ${code}`), { code }))
    expect([error.code, error.message]).toEqual(['HOST_FAILED', expect.stringContaining(words)])
    expect(error.message).toContain(code)
    expect(error.hint).toContain('then run again')
  })

  it('F1 a program that is gone fails the run by its name, and leaves no working folder', async () => {
    const good = new LocalLab()
    const request = await good.request(await good.job('fine', 'run: () => 1'))
    await good[Symbol.asyncDispose]()
    const backend = await lab.backend()
    const end = await backend.run(request, { spawned: fail, started: fail, progressed: fail, propsSet: fail, logged: fail, sampled: fail, graceBegan: fail, returned: fail }, new AbortController().signal)
    expect(end).toMatchObject({ end: 'failed', error: { code: 'HOST_FAILED', message: expect.stringContaining('/nowhere/node') as string, hint: expect.stringContaining('start it again') as string } })
    expect(readdirSync(join(lab.folder, 'work'))).toEqual([])
  })
})

describe.runIf(process.platform === 'linux')('the reaper', () => {
  it('R2 is there again however often somebody ends it', async () => {
    const reaper = new Reaper('some-token')
    const table = new LinuxProcessTable(0)
    const seen = new Set<number>()
    for (let round = 0; round < 3; round += 1) {
      await expect.poll(() => reaper.pid !== undefined && !seen.has(reaper.pid) && table.startTimeOf(reaper.pid) !== undefined, { timeout: 10_000 }).toBe(true)
      seen.add(reaper.pid ?? 0)
      process.kill(reaper.pid ?? 0, 'SIGKILL')
    }
    await expect.poll(() => reaper.pid !== undefined && !seen.has(reaper.pid), { timeout: 10_000 }).toBe(true)
    await reaper[Symbol.asyncDispose]()
  })
})

function fail(): void { throw new Error('Nothing was started') }
