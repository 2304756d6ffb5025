import { afterAll, describe, expect, it } from 'vitest'
import { LinuxProcessTable } from '../../../src/main/backends/linux-process-table.ts'
import { sayFigures } from '../../support/figures.ts'
import { fullSize } from '../../support/full-size.ts'
import { LocalLab, silentObserver, textOf, type WatchedRun } from '../../support/local-lab.ts'

/** A child that starts a grandchild; both say when they are there. */
const tree = (options: string) => `run: async () => {
  const { spawn } = await import('node:child_process')
  const inner = 'setInterval(() => {}, 1e6); process.stdout.write("up " + process.pid + "\\\\n")'
  const outer = 'require("node:child_process").spawn(process.execPath, ["-e", ' + JSON.stringify(inner) + '], { stdio: "inherit"${options} }); process.stdout.write("up " + process.pid + "\\\\n"); setInterval(() => {}, 1e6)'
  spawn(process.execPath, ['-e', outer], { stdio: 'inherit'${options} })
  await new Promise(() => { setInterval(() => {}, 1e6) })
}`
const shell = (script: string) => `run: async () => {
  const { spawn } = await import('node:child_process')
  spawn('/bin/sh', ['-c', ${JSON.stringify(script)}, 'sh'], { stdio: 'inherit' })
  await new Promise(() => { setInterval(() => {}, 1e6) })
}`

describe.runIf(process.platform === 'linux')('trees that are hard to end', () => {
  const lab = new LocalLab()
  afterAll(() => lab[Symbol.asyncDispose]())

  const ups = (watched: WatchedRun): number[] => [...textOf(watched.logs).matchAll(/up (\d+)/g)].map(([, pid]) => Number(pid))
  /** Cancels; answers with the end, and how long it took. */
  const cancel = async (watched: WatchedRun) => {
    const began = performance.now()
    watched.controller.abort()
    const end = await watched.end
    return { end, ms: performance.now() - began }
  }
  /** What has the run's token in its environment and lives. */
  const leftOf = async (watched: WatchedRun): Promise<number[]> => {
    const { token } = await watched.process
    const table = new LinuxProcessTable(0)
    return table.alive(table.list().filter(({ runToken }) => runToken === token)).map(({ pid }) => pid)
  }

  it(`R4 three levels are gone at a cancel, each counted, ${fullSize(3, 100)} times`, async () => {
    const took: number[] = []
    const bundles = await Promise.all(['', ', detached: true', ', detached: true, env: {}'].map((options) => lab.job(`levels-${options.length}`, tree(options))))
    for (let round = 0; round < fullSize(3, 100); round += 1) {
      const bundle = bundles[round % bundles.length]!
      const watched = await lab.run(bundle)
      await watched.until(() => ups(watched).length === 2)
      await (await lab.backend()).spawner.trees.observe()
      const { end, ms } = await cancel(watched)
      expect(end).toMatchObject({ end: 'aborted', receipt: { ended: 3, left: 0 } })
      expect(await leftOf(watched)).toEqual([])
      took.push(ms)
    }
    sayFigures('R4: cancel → three levels gone, without grace', took)
  }, 1_800_000)

  it(`R4 R5 one that uses the signal and ignores it is gone when its grace is over, ${fullSize(1, 20)} times`, async () => {
    const bundle = await lab.job('ignores', `run: async () => { void jobContext().signal; ${tree('').slice('run: async () => {'.length)}`)
    const late: number[] = []
    for (let round = 0; round < fullSize(1, 20); round += 1) {
      const watched = await lab.run(bundle, { change: { cancelGrace: 0.3 } })
      await watched.until(() => ups(watched).length === 2)
      const { end, ms } = await cancel(watched)
      expect(end).toMatchObject({ end: 'aborted', receipt: { ended: 3, left: 0 } })
      expect(ms).toBeGreaterThanOrEqual(290)
      late.push(ms - 300)
    }
    sayFigures('R4, R5: cancel → gone, beyond a grace of 300 ms', late)
  }, 1_800_000)

  it('E2 a chain of processes, each of which starts the next in a session of its own and goes, is overtaken', async () => {
    const watched = await lab.run(await lab.job('chain', shell('step() { [ "$1" -gt 0 ] || exec sleep 1000; N=$(($1 - 1)) setsid /bin/sh -c "$SELF" & }; SELF=\'[ "$N" -gt 0 ] || exec sleep 1000; [ "$N" -ne 2960 ] || echo moving; N=$((N - 1)); export N; setsid /bin/sh -c "$SELF" & exit\'; export SELF; N=3000; export N; step 3000')))
    await watched.until(() => textOf(watched.logs).includes('moving'))
    const { end } = await cancel(watched)
    expect(end).toMatchObject({ end: 'aborted', receipt: { left: 0 } })
    expect(await leftOf(watched)).toEqual([])
  })

  it('E2 hundreds of processes in sessions of their own, still being started, are all gone', async () => {
    const watched = await lab.run(await lab.job('storm', shell('echo begun; i=0; while [ $i -lt 300 ]; do setsid sleep 1000 & i=$((i + 1)); [ $i = 60 ] && echo sixty; done; wait')))
    await watched.until(() => textOf(watched.logs).includes('sixty'))
    const { end } = await cancel(watched)
    expect(end).toMatchObject({ end: 'aborted', receipt: { left: 0 } })
    expect(end.receipt.ended).toBeGreaterThan(60)
    expect(await leftOf(watched)).toEqual([])
  })

  it('E2 a stopped tree is ended as any other, with its grace where the script asked for one', async () => {
    const bundle = await lab.job('stops', tree(', detached: true'))
    const watched = await lab.run(bundle)
    await watched.until(() => ups(watched).length === 2)
    for (const pid of [(await watched.process).pid, ...ups(watched)]) process.kill(pid, 'SIGSTOP')
    expect((await cancel(watched)).end).toMatchObject({ end: 'aborted', receipt: { ended: 3, left: 0 } })
    const polite = await lab.run(await lab.job('stops-polite', 'run: async () => { void jobContext().signal; console.log("up 1"); await new Promise(() => { setInterval(() => {}, 1e6) }) }'), { change: { cancelGrace: 0.2 } })
    await polite.until(() => ups(polite).length === 1)
    process.kill((await polite.process).pid, 'SIGSTOP')
    expect((await cancel(polite)).end).toMatchObject({ end: 'aborted', receipt: { ended: 1, left: 0 } })
  })

  it('E2 a script that loops while it is imported is ended by a cancel', async () => {
    const good = await lab.request(await lab.job('fine', 'run: () => 1'))
    const bundle = await lab.bundle('loops', 'console.log("importing"); for (;;);\nexport default 1')
    const controller = new AbortController()
    const backend = await lab.backend()
    const end = await backend.run({ ...good, bundle }, { ...silentObserver, logged: () => { controller.abort() } }, controller.signal)
    expect(end).toMatchObject({ end: 'aborted', receipt: { ended: 1, left: 0 } })
  })
})

