import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { endProcess } from '../../../src/main/backends/end-process.ts'
import { LinuxProcessTable } from '../../../src/main/backends/linux-process-table.ts'
import type { ProcessKey } from '../../../src/main/backends/process-table.ts'
import { LocalSweeper } from '../../../src/main/backends/sweeper.ts'
import type { ProcessIdentity } from '../../../src/main/engine/ports.ts'
import { sayFigures } from '../../support/figures.ts'
import { fullSize } from '../../support/full-size.ts'
import { OneRunLab, type Said } from '../../support/one-run.ts'

interface KilledMain { readonly said: Said; readonly left: readonly ProcessKey[]; readonly reaper: ProcessKey | undefined; readonly ms: number }

const table = new LinuxProcessTable(0)
const busy = 'run: () => { console.log("busy"); for (;;); }'
const detached = `run: async () => {
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("up " + process.pid + "\\\\n"); for (;;);'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  child.stdout.on('data', (text) => { process.stdout.write(String(text)); console.log('busy'); for (;;); })
  await new Promise(() => undefined)
}`
const daemon = `run: async () => {
  const { spawn } = await import('node:child_process')
  const child = spawn('/bin/sh', ['-c', 'setsid /bin/sh -c "echo up \\\\$\\\\$; while :; do :; done" & exit'], { stdio: ['ignore', 'pipe', 'ignore'] })
  child.stdout.on('data', (text) => { process.stdout.write(String(text)); console.log('busy'); for (;;); })
  await new Promise(() => undefined)
}`
const allGuards = { watchdog: true, reaper: true }

describe.runIf(process.platform === 'linux')('what is left when main is killed', () => {
  const lab = new OneRunLab()
  afterAll(() => lab[Symbol.asyncDispose]())
  const bundles = new Map<string, ReturnType<OneRunLab['job']>>()
  const bundleOf = (script: string): ReturnType<OneRunLab['job']> => {
    const known = bundles.get(script) ?? lab.job(`orphan-${bundles.size}`, script)
    bundles.set(script, known)
    return known
  }

  /** Starts a main, kills it as soon as its job runs, and waits until nothing is left, `wait` ms at most: nothing tells of what stays. */
  const killMain = async (guard: { readonly watchdog: boolean; readonly reaper: boolean }, script = busy, wait = 10_000): Promise<KilledMain> => {
    using running = await lab.start(await bundleOf(script), { guard })
    const said = await running.told('said')
    const keys = said.pids.map((pid) => ({ pid, startTime: table.startTimeOf(pid) ?? '' }))
    const reaper = said.reaper === null ? undefined : { pid: said.reaper, startTime: table.startTimeOf(said.reaper) ?? '' }
    const began = performance.now()
    running.main.kill('SIGKILL')
    const limit = began + wait
    let left = table.alive(keys)
    while (left.length > 0 && performance.now() < limit) {
      await sleep(1)
      left = table.alive(keys)
    }
    const ms = performance.now() - began
    for (const key of left) await endProcess(key, table)
    return { said, left, reaper, ms }
  }

  it(`R2 the watchdog and the reaper end a host in a busy loop, ${fullSize(6, 200)} times`, async () => {
    const took: number[] = []
    for (let round = 0; round < fullSize(6, 200); round += 1) {
      const { left, ms } = await killMain(allGuards)
      expect(left).toEqual([])
      took.push(ms)
    }
    sayFigures('R2: main killed → nothing left', took)
  }, 3_600_000)

  it('R2 the watchdog alone ends a host in a busy loop', async () => {
    expect((await killMain({ watchdog: true, reaper: false })).left).toEqual([])
  })

  it('R2 the reaper alone ends a host in a busy loop, and goes itself', async () => {
    const { left, reaper } = await killMain({ watchdog: false, reaper: true })
    expect(left).toEqual([])
    await expect.poll(() => table.alive(reaper === undefined ? [] : [reaper]), { timeout: 10_000 }).toEqual([])
  })

  it('R2 negative control: with neither, the host outlives main', async () => {
    const { left, said } = await killMain({ watchdog: false, reaper: false }, busy, 1000)
    expect(left.map(({ pid }) => pid)).toEqual(said.pids)
  })

  it(`R3 the reaper finds a descendant in a session of its own, also one that forked twice, by the owner\'s token, ${fullSize(4, 50)} times`, async () => {
    const took: number[] = []
    for (let round = 0; round < fullSize(4, 50); round += 1) {
      const { left, said, ms } = await killMain(allGuards, round % 2 === 0 ? detached : daemon)
      expect([said.pids.length, left]).toEqual([2, []])
      took.push(ms)
    }
    sayFigures('R3: main killed → no descendant in a session of its own left', took)
  }, 3_600_000)

  it.each([['called setsid', detached], ['forked twice', daemon]])('R3 negative control: without the reaper, a descendant that %s outlives main', async (_what, script) => {
    const { left, said } = await killMain({ watchdog: true, reaper: false }, script, 1000)
    expect(left.map(({ pid }) => pid)).toContain(said.pids[1])
  })

  it('E2 a main whose standard streams are closed runs jobs as any other', async () => {
    using running = await lab.start(await bundleOf('run: () => { console.log("said"); return 5 }'), { through: ['/bin/sh', '-c', 'exec "$@" <&- >&- 2>&-', 'sh'] })
    expect(await running.told('end')).toMatchObject({ end: 'returned', receipt: { ended: 0, left: 0 } })
  })

  it('F1 a main that is allowed no more processes says so, as what it is', async ({ skip }) => {
    using running = await lab.start(await bundleOf('run: () => 5'), { guard: { watchdog: true, reaper: false }, waitFor: 'go', uid: 65_534, gid: 65_534 })
    if (await running.told('ready').then(() => false, () => true)) return skip('needs a user who may run programs as another')
    await once(spawn('prlimit', ['--pid', String(running.main.pid), '--nproc=1'], { stdio: 'ignore', uid: 65_534, gid: 65_534 }), 'exit')
    writeFileSync(join(running.folder, 'go'), '')
    expect(await running.told('end')).toMatchObject({ end: 'failed', error: {
      code: 'HOST_FAILED', message: expect.stringContaining('no more processes') as string, hint: expect.stringContaining('ulimit') as string,
    } })
  })

  it('G8 the sweeper ends what a dead owner left, found by record and by token', async () => {
    const token = `swept-${process.pid}`
    const start = (env: NodeJS.ProcessEnv): ChildProcess => spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1e6)'], { env: { PATH: process.env['PATH'], ...env }, detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
    const recorded = start({})
    const marked = start({ SIMMER_OWNER: token })
    const stranger = start({ SIMMER_OWNER: `${token}-other` })
    const ends = [recorded, marked].map((child) => once(child, 'exit'))
    await Promise.all([recorded, marked, stranger].map((child) => once(child.stdout as NodeJS.ReadableStream, 'data')))
    const pid = recorded.pid ?? 0
    const identity: ProcessIdentity = { pid, startTime: table.startTimeOf(pid) ?? '', bootId: table.bootId, token: 'x' }
    const receipt = await new LocalSweeper().endLeftovers([identity], [token])
    expect(receipt).toMatchObject({ ended: 2, left: 0 })
    await Promise.all(ends)
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull()
    stranger.kill('SIGKILL')
  })

  it('E7 R6 a forged identity is never signalled: other start time, other boot', async () => {
    const victim = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1e6)'], { stdio: ['ignore', 'pipe', 'ignore'] })
    await once(victim.stdout, 'data')
    const pid = victim.pid ?? 0
    const startTime = table.startTimeOf(pid) ?? ''
    const forged: ProcessIdentity[] = Array.from({ length: 1000 }, (_, index) => ({ pid, startTime: String(Number(startTime) + index + 1), bootId: table.bootId, token: 'x' }))
    forged.push({ pid, startTime, bootId: 'another', token: 'x' })
    expect(await new LocalSweeper().endLeftovers(forged, [])).toMatchObject({ ended: 0, left: 0 })
    expect(await endProcess({ pid, startTime: `${startTime}0` }, table)).toBe(false)
    expect([victim.exitCode, victim.signalCode]).toEqual([null, null])
    victim.kill('SIGKILL')
  })
})
