import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { LocalRuntimes, type Runtimes } from '../../../src/main/backends/runtimes.ts'
import { unstartable } from '../../../src/main/backends/unstartable.ts'
import { toErrorInfo } from '../../../src/shared/errors.ts'
import type { Ending } from '../../../src/shared/endings/ending.ts'
import type { startEndings } from '../../../src/shared/endings/start-endings.ts'
import { EndingLab } from '../../support/ending-lab.ts'
import { LocalLab } from '../../support/local-lab.ts'
import { smallDisk } from '../store/support/small-disk.ts'
import { expectEnding, type EndingRow } from './ending-row.ts'
import { atSecondImport } from './process-rows.ts'

/** The usual runtime for describing, another program for the job itself. */
function jobProgram(file: string): EndingRow {
  const runtimes: Runtimes = { find: (name) => ({ file: name === 'node' ? file : process.execPath, env: {} }) }
  return { lab: () => new LocalLab({ runtimes }), change: { runtime: 'node' } }
}

export const startRows: { readonly [Name in Exclude<keyof typeof startEndings, 'scriptMissing'>]: EndingRow } = {
  importThrows: { top: atSecondImport('throw new Error("no such table")'), message: 'no such table', place: true },
  importHangs: { lab: () => new LocalLab({ clock: hurriedClock }), top: atSecondImport('for (;;);'), message: '60 s' },
  importExits: { top: atSecondImport('process.exit(4)'), message: 'exit code 4' },
  runtimeMissing: { lab: () => new LocalLab({ runtimes: new LocalRuntimes(() => '/nowhere/node') }), change: { runtime: 'node' }, message: '/nowhere/node' },
  programMissing: { ...jobProgram('/nowhere/node'), message: '/nowhere/node is not there' },
  programRefused: { ...jobProgram('/etc/passwd'), message: '/etc/passwd' },
  // Root has no limit of processes: the system's answer is made here, what becomes of it is real.
  noMoreProcesses: toldFor('EAGAIN'),
  noMoreMemory: toldFor('ENOMEM'),
  noMoreFiles: { needs: '/usr/bin/prlimit', whole: withoutFiles },
  diskFull: {
    whole: async (ending, skip) => {
      const disk = smallDisk(1 << 20, 64)
      if (disk === undefined) { skip('needs a small disk of its own: Linux, and a user who may mount tmpfs'); return }
      const lab = new LocalLab({ folder: join(disk, 'work') })
      const made = await EndingLab.open(lab, { bundle: await lab.job('full', 'run: () => 1') })
      for (let file = 0; ; file += 1) try { writeFileSync(join(disk, String(file)), '') } catch { break }
      expectEnding(await made.ended(await made.trigger()), ending)
      for (const each of [made, lab]) await each[Symbol.asyncDispose]()
    },
  },
  notStarted: { ...jobProgram('/etc/passwd/node'), message: 'ENOTDIR' },
}

function toldFor(code: string): EndingRow {
  return {
    whole: (ending) => {
      const error = toErrorInfo(unstartable('node', Object.assign(new Error(`spawn node ${code}`), { code })))
      expectEnding({ status: 'failed', startedAt: null, finishedAt: 0, error, receipt: null }, ending)
      return Promise.resolve()
    },
  }
}

/** A clock on which a minute is over in a second. */
const factor = 60
const began = Date.now()
const hurriedClock = {
  now: () => began + (Date.now() - began) * factor,
  after: (ms: number, then: () => void): (() => void) => {
    const timer = setTimeout(then, ms / factor)
    return () => { clearTimeout(timer) }
  },
}

/** Takes every descriptor that this process may open, as a Simmer that has too much open. */
async function withoutFiles(ending: Ending): Promise<void> {
  const lab = new LocalLab()
  const made = await EndingLab.open(lab, { bundle: await lab.job('files', 'run: () => 1') })
  const most = Math.max(...readdirSync('/proc/self/fd').map(Number)) + 20
  // The one that gives the limit back is there before.
  const keeper = spawn('/bin/sh', ['-c', `prlimit --pid ${process.pid} --nofile=${most}: && echo set && read line; prlimit --pid ${process.pid} --nofile=20000:`], { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(keeper.stdout, 'data')
  const taken: number[] = []
  for (;;) try { taken.push(openSync('/dev/null', 'r')) } catch { break }
  const job = await made.trigger()
  const state = await made.ended(job)
  for (const descriptor of taken) closeSync(descriptor)
  keeper.stdin.end('\n')
  await once(keeper, 'exit')
  rmSync(join(made.folder, 'nothing'), { force: true })
  expectEnding(state, ending)
  expect(state.status).toBe('failed')
  for (const each of [made, lab]) await each[Symbol.asyncDispose]()
}
