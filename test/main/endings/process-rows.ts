import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { LocalSweeper } from '../../../src/main/backends/sweeper.ts'
import { recover } from '../../../src/main/engine/recovery.ts'
import { systemClock } from '../../../src/main/engine/system-clock.ts'
import { brandAs } from '../../../src/shared/brand.ts'
import type { limitEndings } from '../../../src/shared/endings/limit-endings.ts'
import type { processEndings } from '../../../src/shared/endings/process-endings.ts'
import type { EndedState, EndingLab } from '../../support/ending-lab.ts'
import { LocalLab } from '../../support/local-lab.ts'
import type { EndingRow } from './ending-row.ts'
import { limitedNode } from './limited-node.ts'

const loops = 'run: () => { console.log("up"); for (;;); }'
const saysBye = (state: EndedState, made: EndingLab): void => {
  expect(state).toMatchObject({ error: { lastLines: ['bye'] } })
  expect(made.told).toBe('bye\n')
}

/** A script whose process somebody sends a signal to. */
function sentTo(signal: NodeJS.Signals): EndingRow {
  return {
    run: loops, act: async (made, job) => { await made.printed('up'); process.kill(made.process(job).pid, signal); return undefined },
    more: (state) => { expect(state).toMatchObject({ error: { lastLines: ['up'] }, receipt: { left: 0 } }) },
  }
}

/** The start of a script that does `then` when it is imported for the second time: the first is for describing it. */
export function atSecondImport(then: string): string {
  const mark = JSON.stringify(join(tmpdir(), `simmer-mark-${randomUUID()}`))
  return `import { existsSync as isThere, writeFileSync as mark, rmSync as unmark } from 'node:fs'\nif (isThere(${mark})) { unmark(${mark}); ${then} } else mark(${mark}, '')\n`
}

export const processRows: { readonly [Name in keyof typeof processEndings]: EndingRow } = {
  exits: { run: 'run: () => { console.log("bye"); process.exit(3) }', message: 'exit code 3', place: true, more: saysBye },
  exitsWell: { run: 'run: async () => { console.log("bye"); process.exit(0) }', place: true, more: saysBye },
  aborts: { run: 'run: () => { console.log("bye"); process.abort() }', more: (state) => { expect(state).toMatchObject({ error: { lastLines: expect.arrayContaining(['bye']) as string[] } }) } },
  segfaults: { run: 'run: () => { console.log("bye"); process.kill(process.pid, "SIGSEGV"); for (;;); }', message: 'SIGSEGV', more: saysBye },
  overflowsNatively: { lab: () => limitedNode('ulimit -s 1024', '--stack-size=60000'), run: 'run: () => { const again = (n) => again(n + 1) + 1; return again(0) }', message: 'SIGSEGV' },
  outOfHeap: { lab: () => limitedNode('', '--max-old-space-size=40'), run: 'run: () => { const all = []; for (;;) all.push(new Array(1e5).fill(all.length)) }' },
  resultOutOfHeap: { lab: () => limitedNode('', '--max-old-space-size=40'), run: 'run: () => Array.from({ length: 5e6 }, (_, n) => ({ n, text: "row " + n }))' },
  killed: sentTo('SIGKILL'),
  killedForMemory: {
    // The computer of this row has little left to give, whatever the real one has.
    lab: () => new LocalLab({ freeMemory: () => 10e6 }),
    run: 'run: () => { globalThis.held = Buffer.alloc(100e6, 1); console.log("up"); for (;;); }',
    act: async (made, job) => {
      await made.printed('up')
      await made.sampled(job, 100e6)
      process.kill(made.process(job).pid, 'SIGKILL')
      return undefined
    },
    message: ' MB, and 10 MB were free',
  },
  terminated: { ...sentTo('SIGTERM'), message: 'SIGTERM' },
  hungUp: { ...sentTo('SIGHUP'), message: 'SIGHUP' },
  killedInResult: { run: 'run: () => ({ rows: [1, 2], get sum() { process.kill(process.pid, "SIGKILL"); for (;;); } })' },
  closesChannel: { run: 'run: async () => { console.log("bye"); (await import("node:fs")).closeSync(3); await new Promise((resolve) => setTimeout(resolve, 1e6)) }', more: saysBye },
  writesToChannel: {
    run: 'run: async () => { console.log("bye"); const { writeSync } = await import("node:fs"); const junk = Buffer.alloc(1 << 20, "h"); for (;;) try { writeSync(3, junk) } catch {} }',
    more: saysBye,
  },
}

export const limitRows: { readonly [Name in keyof typeof limitEndings]: EndingRow } = {
  timesOut: { run: loops, change: { timeout: 0.3 }, message: '0.3 s', more: (state) => { expect(state).toMatchObject({ error: { lastLines: ['up'] }, receipt: { ended: 1 } }) } },
  timesOutInGrace: {
    run: `run: async () => { jobContext().onCancel(() => { console.log('tidied up') }); await new Promise(() => { setInterval(() => {}, 1e6) }) }`,
    change: { timeout: 0.3, cancelGrace: 600 }, more: (state) => { expect(state).toMatchObject({ error: { lastLines: ['tidied up'] } }) },
  },
  overMemory: { run: 'run: () => { console.log("much"); globalThis.held = Buffer.alloc(300e6, 1); for (;;); }', change: { memoryLimit: 250 }, more: (state) => { expect(state).toMatchObject({ error: { lastLines: ['much'] } }) } },
  treeOverMemory: {
    run: `run: async () => {
      const { spawn } = await import('node:child_process')
      const hoard = 'globalThis.kept = Buffer.alloc(200e6, 1); setInterval(() => {}, 1e6)'
      for (let child = 0; child < 2; child += 1) spawn(process.execPath, ['-e', hoard], { stdio: 'inherit', detached: child === 1 })
      await new Promise(() => { setInterval(() => {}, 1e6) })
    }`,
    change: { memoryLimit: 400 }, more: (state) => { expect(state).toMatchObject({ receipt: { ended: 3, left: 0 } }) },
  },
  interrupted: { run: loops, act: async (made) => { await made.printed('up'); return ownerDies(made) }, more: (state) => { expect(state).toMatchObject({ receipt: { ended: 1, left: 0 } }) } },
  quarantined: {
    run: loops, change: { onInterrupted: 'requeue' }, message: 'twice',
    act: async (made) => {
      await made.printed('up')
      made.store.jobs.countDeaths([made.runId])
      return ownerDies(made)
    },
  },
}

/** As the next start finds it: the owner is dead, and its process runs on. */
async function ownerDies(made: EndingLab): Promise<undefined> {
  const dead = brandAs<typeof made.ownerId>('dead')
  const { store } = made
  store.jobs.addOwner({ id: dead, pid: 4_000_001, startTime: '76', bootId: 'boot', kind: 'app', token: 'nobody', heartbeat: 0 })
  store.jobs.takeOver(made.ownerId, dead)
  await recover({
    store: store.jobs, clock: systemClock, worksQueue: true, ownerId: made.ownerId, engine: made.engine, sweeper: new LocalSweeper(), probe: { isAlive: () => Promise.resolve(false) },
    tasks: { runnable: () => Promise.resolve(made.task) }, broadcaster: { send: (change) => { made.tell(change) } },
  })
  return undefined
}
