import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { LinuxProcessTable } from '../../../src/main/backends/linux-process-table.ts'
import { LocalLab, silentObserver, textOf } from '../../support/local-lab.ts'

/** A child that starts a grandchild, both in their own busy way; says its processes when all are there. */
const tree = (options: string) => `run: async () => {
  const { spawn } = await import('node:child_process')
  const inner = 'setInterval(() => {}, 1e6); process.stdout.write("up " + process.pid + "\\\\n")'
  const outer = 'require("node:child_process").spawn(process.execPath, ["-e", ' + JSON.stringify(inner) + '], { stdio: "inherit"${options} }); process.stdout.write("up " + process.pid + "\\\\n"); setInterval(() => {}, 1e6)'
  spawn(process.execPath, ['-e', outer], { stdio: 'inherit'${options} })
  await new Promise(() => { setInterval(() => {}, 1e6) })
}`

const runsStill = (pid: number): boolean => new LinuxProcessTable(0).list().some((row) => row.pid === pid && new LinuxProcessTable(0).alive([row]).length === 1)

describe('cancel in the local backend', () => {
  const lab = new LocalLab()
  afterAll(() => lab[Symbol.asyncDispose]())

  const pids = (text: string): number[] => [...text.matchAll(/up (\d+)/g)].map(([, pid]) => Number(pid))

  it.each([
    ['in its group', ''],
    ['each in a session of its own', ', detached: true'],
    ['in sessions of their own with a cleared environment, once the record has seen them', ', detached: true, env: {}'],
  ])('E2 R3 R4 ends a tree of three levels, %s, and counts it', async (name, options) => {
    const watched = await lab.run(await lab.job(`tree-${options.length}`, tree(options)))
    await watched.until(() => pids(textOf(watched.logs)).length === 2)
    const { trees } = (await lab.backend()).spawner
    await trees.observe()
    const host = (await watched.process).pid
    watched.controller.abort()
    const end = await watched.end
    expect([name, end]).toMatchObject([name, { end: 'aborted', receipt: { ended: 3, left: 0 } }])
    expect([host, ...pids(textOf(watched.logs))].filter(runsStill)).toEqual([])
  })

  it('F11 a host that dies by itself leaves no child behind that is in its group, with a cleared environment, and was never seen', async () => {
    const watched = await lab.run(await lab.job('dies-alone', `run: async () => {
      const { spawn } = await import('node:child_process')
      const child = spawn('/bin/sh', ['-c', 'echo up $$; exec sleep 1000'], { stdio: ['ignore', 'pipe', 'ignore'], env: {} })
      const text = await new Promise((resolve) => { child.stdout.once('data', resolve) })
      process.stdout.write(text)
      process.kill(process.pid, 'SIGKILL')
    }`))
    expect(await watched.end).toMatchObject({ end: 'failed', error: { code: 'CRASHED' }, receipt: { ended: 1, left: 0 } })
    expect(pids(textOf(watched.logs)).map(runsStill)).toEqual([false])
  })

  it('E7 cancel of one job ends nothing of another of the same script', async () => {
    const bundle = await lab.job('neighbours', tree(', detached: true'))
    const [one, other] = [await lab.run(bundle), await lab.run(bundle)]
    for (const each of [one, other]) await each.until(() => pids(textOf(each.logs)).length === 2)
    const others = [(await other.process).pid, ...pids(textOf(other.logs))]
    one.controller.abort()
    expect(await one.end).toMatchObject({ end: 'aborted', receipt: { ended: 3, left: 0 } })
    expect(others.filter(runsStill)).toEqual(others)
    other.controller.abort()
    expect(await other.end).toMatchObject({ end: 'aborted', receipt: { ended: 3, left: 0 } })
    expect(others.filter(runsStill)).toEqual([])
  })

  it('R3 a daemon that forked twice and left its group is found by its token', async () => {
    const watched = await lab.run(await lab.job('daemon', `run: async () => {
      const { spawnSync } = await import('node:child_process')
      spawnSync('/bin/sh', ['-c', 'setsid /bin/sh -c "echo up $$ >&2; sleep 1000 & echo up \\\\$!" &'], { stdio: 'inherit' })
      await new Promise(() => { setInterval(() => {}, 1e6) })
    }`))
    await watched.until(() => pids(textOf(watched.logs, 'stdout')).length === 1)
    watched.controller.abort()
    expect(await watched.end).toMatchObject({ end: 'aborted', receipt: { left: 0 } })
    expect(pids(textOf(watched.logs, 'stdout')).filter(runsStill)).toEqual([])
  })

  it('F11 what a success leaves behind is ended too, and counted', async () => {
    const watched = await lab.run(await lab.job('leaves', `run: async () => {
      const { spawn } = await import('node:child_process')
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6); console.log("up " + process.pid)'], { detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
      return new Promise((resolve) => child.stdout.once('data', (text) => resolve(String(text))))
    }`))
    expect(await watched.end).toMatchObject({ end: 'returned', receipt: { ended: 1, left: 0 } })
    expect(await watched.returned).not.toBeNull()
  })

  it('E2 a script that listens has its grace: what it does on a cancel is done', async () => {
    const watched = await lab.run(await lab.job('polite', `run: async () => {
      const { signal } = jobContext()
      console.log('ready')
      await new Promise((resolve) => { const keep = setInterval(() => {}, 1e6); signal.addEventListener('abort', () => { clearInterval(keep); resolve() }) })
      console.log('tidied')
      signal.throwIfAborted()
    }`), { change: { cancelGrace: 50 } })
    await watched.until(() => textOf(watched.logs).includes('ready'))
    watched.controller.abort()
    expect(await watched.end).toMatchObject({ end: 'aborted', receipt: { left: 0 } })
    expect(textOf(watched.logs)).toContain('tidied')
  })

  it('E2 onCancel alone: the job ends when its listeners are through, before the grace is over', async () => {
    const watched = await lab.run(await lab.job('listens', `run: async () => {
      jobContext().onCancel(async () => { await new Promise((r) => setTimeout(r, 20)); console.log('closed') })
      console.log('ready')
      await new Promise(() => { setInterval(() => {}, 1e6) })
    }`), { change: { cancelGrace: 50 } })
    await watched.until(() => textOf(watched.logs).includes('ready'))
    watched.controller.abort()
    expect((await watched.end).end).toBe('aborted')
    expect(textOf(watched.logs)).toContain('closed')
  })

  it('R5 a script that uses the signal and ignores it is killed when its grace is over', async () => {
    const watched = await lab.run(await lab.job('stubborn', 'run: () => { void jobContext().signal; console.log("busy"); for (;;); }'), { change: { cancelGrace: 0.3 } })
    await watched.until(() => textOf(watched.logs).includes('busy'))
    watched.controller.abort()
    expect(await watched.end).toMatchObject({ end: 'aborted', receipt: { ended: 1, left: 0 } })
  })

  it('E2 a script that does not use the signal is killed at once, also in a busy loop', async () => {
    const watched = await lab.run(await lab.job('busy', 'run: () => { console.log("busy"); for (;;); }'), { change: { cancelGrace: 1000 } })
    await watched.until(() => textOf(watched.logs).includes('busy'))
    watched.controller.abort()
    expect((await watched.end).end).toBe('aborted')
  })

  it('E5 a result that came before the cancel is kept', async () => {
    const controller = { abort: (): void => undefined }
    const watched = await lab.run(await lab.job('quick', 'run: () => 7'), { observe: { returned: () => { controller.abort() } } })
    controller.abort = () => { watched.controller.abort() }
    expect((await watched.end).end).toBe('returned')
  })

  it('E5 what a script returns after it was told of the cancel is no result', async () => {
    const watched = await lab.run(await lab.job('partial', `run: () => new Promise((resolve) => {
      jobContext().signal.addEventListener('abort', () => resolve('half')); console.log('ready') })`), { change: { cancelGrace: 50 } })
    await watched.until(() => textOf(watched.logs).includes('ready'))
    watched.controller.abort()
    expect((await watched.end).end).toBe('aborted')
  })

  it('a run that was aborted before it began starts nothing', async () => {
    const backend = await lab.backend()
    const request = await lab.request(await lab.job('never', 'run: () => 1'))
    const end = await backend.run(request, { ...silentObserver, spawned: () => { throw new Error('started') } }, AbortSignal.abort())
    expect(end).toEqual({ end: 'aborted', receipt: { ended: 0, left: 0, tookMs: 0 } })
  })

  it('G2 each job works in an own empty folder, which is gone afterwards', async () => {
    const bundle = await lab.job('folders', `run: async () => {
      const { readdirSync, writeFileSync } = await import('node:fs')
      const before = readdirSync('.'); writeFileSync('left.txt', 'x')
      return { before, cwd: process.cwd(), workDir: jobContext().workDir, scriptDir: jobContext().scriptDir }
    }`)
    const [one, two] = await Promise.all([lab.value(bundle), lab.value(bundle)]) as { before: string[]; cwd: string; workDir: string; scriptDir: string }[]
    expect(one).toMatchObject({ before: [], workDir: one?.cwd, scriptDir: bundle.scriptDir })
    expect(one?.cwd).not.toBe(two?.cwd)
    expect(existsSync(one?.cwd ?? '')).toBe(false)
  })

  it('G2 keepFiles keeps the folder, and the log says where', async () => {
    const watched = await lab.run(await lab.job('keeps', 'run: async () => { (await import("node:fs")).writeFileSync("kept.txt", "x") }'), { change: { keepFiles: true } })
    await watched.end
    const folder = /Working files are kept in (.*)/.exec(textOf(watched.logs, 'app'))?.[1] ?? ''
    expect(readFileSync(join(folder, 'kept.txt'), 'utf8')).toBe('x')
  })

  it('G4 a job and what it starts inherit nothing of the app, and are known by their tokens', async () => {
    Object.assign(process.env, { ELECTRON_RUN_AS_NODE_TEST: '1', NODE_OPTIONS: '--no-deprecation', LD_PRELOAD: '', SIMMER_DATA: '/secret' })
    const value = await lab.value(await lab.job('inherits', `run: async () => {
      const { execFileSync } = await import('node:child_process')
      return JSON.parse(execFileSync(process.execPath, ['-p', 'JSON.stringify(process.env)'], { encoding: 'utf8' }))
    }`)) as Record<string, string>
    for (const name of ['ELECTRON_RUN_AS_NODE_TEST', 'NODE_OPTIONS', 'LD_PRELOAD', 'SIMMER_DATA']) Reflect.deleteProperty(process.env, name)
    expect(Object.keys(value).filter((name) => /^(ELECTRON_|NODE_OPTIONS|LD_PRELOAD|DYLD_)/.test(name))).toEqual([])
    expect(value).toMatchObject({ SIMMER_OWNER: lab.ownerToken, SIMMER_RUN: expect.any(String) as string })
    expect(value).not.toHaveProperty('SIMMER_DATA')
  })

  it('when the backend is disposed of, its runs and its reaper are gone', async () => {
    const own = new LocalLab()
    const watched = await own.run(await own.job('stays', 'run: () => { for (;;); }'))
    await watched.started
    const reaper = (await own.backend()).spawner.reaperPid ?? 0
    const work = join(own.folder, 'work')
    await (await own.backend())[Symbol.asyncDispose]()
    await watched.end
    expect([(await watched.process).pid, reaper].filter(runsStill)).toEqual([])
    expect(readdirSync(work)).toEqual([])
    await own[Symbol.asyncDispose]()
  })
})
