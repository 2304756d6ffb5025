import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { LinuxProcessTable } from '../../../src/main/backends/linux-process-table.ts'
import type { JobRecord, ProcessIdentity } from '../../../src/main/engine/ports.ts'
import { openStore } from '../../../src/main/store/open-store.ts'
import { brandAs, type OwnerId } from '../../../src/shared/brand.ts'
import { sessionLab } from '../../support/session-lab.ts'
import { jobNamed, makeRecord, runningState } from '../store/support/records.ts'
import { temporaryFolder } from '../store/support/temporary-folder.ts'

const table = new LinuxProcessTable(0)
const dead = brandAs<OwnerId>('dead-owner')

/** Somebody else's process. */
async function stranger(env: NodeJS.ProcessEnv = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1e6)'], { env: { PATH: process.env['PATH'], ...env }, detached: true, stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(() => { child.kill('SIGKILL') })
  await once(child.stdout as NodeJS.ReadableStream, 'data')
  return child
}

function identityOf({ pid = 0 }: ChildProcess): ProcessIdentity {
  return { pid, startTime: table.startTimeOf(pid) ?? '', bootId: table.bootId, token: 'x' }
}

describe.runIf(process.platform === 'linux')('rows of runs whose numbers are others\' by now', () => {
  it('R6 E7 1,000 of them in the database of a dead owner: a start signals none of the processes, and decides every job', async () => {
    const dataDir = path.join(temporaryFolder(), 'data')
    const victims = await Promise.all([stranger(), stranger(), stranger({ SIMMER_OWNER: '' }), stranger({ SIMMER_OWNER: 'another-owner', SIMMER_RUN: 'x' })])
    const ours = await stranger()
    const forged = (index: number): ProcessIdentity => {
      const real = identityOf(victims[index % victims.length]!)
      return index % 3 === 0 ? { ...real, bootId: `boot-${index}` } : { ...real, startTime: String(Number(real.startTime) + (index % 2 === 0 ? index + 1 : -index - 1)) }
    }
    const record = (name: string, process: ProcessIdentity): JobRecord => {
      const made = makeRecord(name, { job: { ownerId: dead, state: runningState } })
      return { ...made, process }
    }
    const records = Array.from({ length: 1000 }, (_, index) => record(`forged-${index}`, forged(index)))
    const store = openStore(dataDir)
    const owner = identityOf(victims[0])
    // The owner's own number is another's too, and its token is none.
    store.jobs.addOwner({ id: dead, pid: owner.pid, startTime: `${owner.startTime}0`, bootId: owner.bootId, kind: 'app', token: '', heartbeat: 1 })
    store.jobs.addJobs([...records, record('true', identityOf(ours))])
    store.close()
    const kill = vi.spyOn(process, 'kill')
    onTestFinished(() => { kill.mockRestore() })
    const ended = once(ours, 'exit')
    const { session } = await sessionLab({}, { dataDir })
    // Negative control: the one row that is true is acted on.
    expect(await ended).toEqual([null, 'SIGKILL'])
    expect(new Set(kill.mock.calls.map(([pid]) => Math.abs(pid)))).toEqual(new Set([ours.pid]))
    expect(victims.map(({ exitCode, signalCode }) => exitCode ?? signalCode)).toEqual([null, null, null, null])
    expect(session.store.jobs.unfinished(dead)).toEqual([])
    const states = [0, 1, 2, 500, 999].map((index) => session.store.jobs.find(jobNamed(`forged-${index}`))?.job.state)
    expect(states.map((state) => state?.status === 'failed' && state.error.code)).toEqual(Array(5).fill('INTERRUPTED'))
  })
})
