import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endProcess } from '../../../src/main/backends/end-process.ts'
import { LinuxProcessTable } from '../../../src/main/backends/linux-process-table.ts'
import type { ProcessKey } from '../../../src/main/backends/process-table.ts'
import { LocalSweeper } from '../../../src/main/backends/sweeper.ts'
import type { ProcessIdentity } from '../../../src/main/engine/ports.ts'
import { root } from '../../../scripts/lib/paths.mjs'

interface Said { readonly pids: number[]; readonly reaper: number | null; readonly folder: string; readonly ownerToken: string; readonly identity: ProcessIdentity }
interface KilledMain { readonly said: Said; readonly left: readonly ProcessKey[]; readonly reaper: ProcessKey | undefined }

const table = new LinuxProcessTable(0)
const busy = 'run: () => { console.log("busy"); for (;;); }'
const detached = `run: async () => {
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, ['-e', 'process.stdout.write("up " + process.pid + "\\\\n"); for (;;);'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  child.stdout.on('data', (text) => { process.stdout.write(String(text)); console.log('busy'); for (;;); })
  await new Promise(() => undefined)
}`

describe.runIf(process.platform === 'linux')('what is left when main is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'simmer-orphans-'))
  const program = join(root, 'node_modules', '.cache', `orphan-main-${process.pid}.mjs`)

  beforeAll(async () => {
    await build({ entryPoints: [join(root, 'test/support/orphan-main.ts')], outfile: program, bundle: true, format: 'esm', platform: 'node', target: 'node20.18', packages: 'external', logLevel: 'error' })
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
    rmSync(program, { force: true })
  })

  /** Starts a main, kills it as soon as its job runs, and waits until nothing is left or, where `gone` is false, its end is settled. */
  const killMain = async (guard: { readonly watchdog: boolean; readonly reaper: boolean }, script = busy): Promise<KilledMain> => {
    const main: ChildProcess = spawn(process.execPath, [program, JSON.stringify({ ...guard, script })], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(createInterface({ input: main.stdout as NodeJS.ReadableStream }), 'line') as [string]
    const said = JSON.parse(line) as Said
    const keys = said.pids.map((pid) => ({ pid, startTime: table.startTimeOf(pid) ?? '' }))
    const reaper = said.reaper === null ? undefined : { pid: said.reaper, startTime: table.startTimeOf(said.reaper) ?? '' }
    const gone = once(main, 'exit')
    main.kill('SIGKILL')
    await gone
    // Without a guard nothing is ever told; a busy host that lives on after this long does so for good.
    const guarded = guard.reaper || guard.watchdog
    const limit = performance.now() + (guarded ? 10_000 : 1000)
    let left = table.alive(keys)
    while (left.length > 0 && performance.now() < limit) {
      await sleep(5)
      left = table.alive(keys)
    }
    for (const key of left) await endProcess(key, table)
    rmSync(said.folder, { recursive: true, force: true })
    return { said, left, reaper }
  }

  it('R2 the watchdog alone ends a host in a busy loop', async () => {
    expect((await killMain({ watchdog: true, reaper: false })).left).toEqual([])
  })

  it('R2 the reaper alone ends a host in a busy loop, and goes itself', async () => {
    const { left, reaper } = await killMain({ watchdog: false, reaper: true })
    expect(left).toEqual([])
    await expect.poll(() => table.alive(reaper === undefined ? [] : [reaper]), { timeout: 10_000 }).toEqual([])
  })

  it('R2 negative control: with neither, the host outlives main', async () => {
    const { left, said } = await killMain({ watchdog: false, reaper: false })
    expect(left.map(({ pid }) => pid)).toEqual(said.pids)
  })

  it('R3 the reaper finds a descendant in a session of its own by the owner\'s token', async () => {
    const { left, said } = await killMain({ watchdog: true, reaper: true }, detached)
    expect(said.pids).toHaveLength(2)
    expect(left).toEqual([])
  })

  it('R3 negative control: without the reaper, a descendant in a session of its own outlives main', async () => {
    const { left, said } = await killMain({ watchdog: true, reaper: false }, detached)
    expect(left.map(({ pid }) => pid)).toContain(said.pids[1])
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
