import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import { LocalSweeper } from '../../../src/main/backends/sweeper.ts'
import { recover } from '../../../src/main/engine/recovery.ts'
import { systemClock } from '../../../src/main/engine/system-clock.ts'
import { brandAs, type OwnerId } from '../../../src/shared/brand.ts'
import { isEnded, type Job } from '../../../src/shared/job.ts'
import { sessionLab, type SessionLab } from '../../support/session-lab.ts'
import { expectEnding, type EndingRow } from './ending-row.ts'

const script = (result: string): string => `
import { existsSync } from 'node:fs'
import { defineTask, integer } from 'simmer'
export default defineTask({
  title: 'Waits', params: { n: integer({ default: 1 }) }, cacheBy: [], concurrency: 1,
  async run({ n }, job) {
    while (!existsSync(job.scriptDir + '/go')) await new Promise((resolve) => setTimeout(resolve, 10))
    return ${result}
  },
})
`

/** Two jobs of one script, of which the second waits for the first, and what happens to the script meanwhile. */
async function queued(then: (lab: SessionLab, second: Job) => Promise<void> | void): Promise<{ readonly lab: SessionLab; readonly second: Awaited<ReturnType<SessionLab['run']>> }> {
  const lab = await sessionLab({ 'task.ts': script('"as triggered"') })
  const runs = [lab.run('task.ts', { n: 1 }), lab.run('task.ts', { n: 2 })] as const
  const isSecond = (job: Job): boolean => job.label.includes('2')
  await expect.poll(() => lab.session.engine.jobs.find(({ job }) => isSecond(job) && job.state.status === 'queued'), { timeout: 20_000 }).toBeDefined()
  const second = lab.session.engine.jobs.find(({ job }) => isSecond(job))
  if (second === undefined) throw new Error('The second job is gone')
  await then(lab, second.job)
  writeFileSync(path.join(lab.folder, 'go'), '')
  return { lab, second: (await Promise.all(runs))[1] }
}

export const scriptFileRows: { readonly [Name in 'scriptChanged' | 'scriptGone']: EndingRow } = {
  scriptChanged: {
    whole: async (ending) => {
      const { lab, second } = await queued(({ folder }) => { writeFileSync(path.join(folder, 'task.ts'), script('"as it is now"')) })
      expectEnding(endOf(second.job), ending)
      expect(second.result).toEqual({ kind: 'value', value: 'as triggered' })
      await expect.poll(() => lab.session.store.jobs.readLog(second.job.runId).map(({ text }) => text).join('')).toContain('Not cached: the code changed')
    },
  },
  scriptGone: {
    whole: async (ending) => {
      const { second } = await queued(({ folder }) => { rmSync(path.join(folder, 'task.ts')) })
      expectEnding(endOf(second.job), ending)
      expect(second.result).toEqual({ kind: 'value', value: 'as triggered' })
    },
  },
}

export const startFileRows: { readonly scriptMissing: EndingRow } = {
  scriptMissing: {
    whole: async (ending) => {
      const lab = await sessionLab({ 'task.ts': script('1') })
      const { session } = lab
      const dead = brandAs<OwnerId>('dead')
      void lab.run('task.ts', { n: 1 })
      void lab.run('task.ts', { n: 2 })
      await expect.poll(() => session.engine.jobs.filter(({ job }) => job.state.status === 'queued').length, { timeout: 20_000 }).toBe(1)
      const waiting = session.engine.jobs.find(({ job }) => job.state.status === 'queued')?.job
      // As the next start finds it: its owner is dead, and the script was deleted meanwhile.
      session.store.jobs.addOwner({ id: dead, pid: 4_000_001, startTime: '76', bootId: 'boot', kind: 'app', token: 'nobody', heartbeat: 0 })
      session.store.jobs.takeOver(session.ownerId, dead)
      rmSync(path.join(lab.folder, 'task.ts'))
      await session.catalog.checkAll()
      await recover({
        store: session.store.jobs, clock: systemClock, worksQueue: true, ownerId: session.ownerId, engine: session.engine, sweeper: new LocalSweeper(),
        probe: { isAlive: () => Promise.resolve(false) }, tasks: session.catalog, broadcaster: session.board,
      })
      const found = waiting === undefined ? undefined : session.store.jobs.find(waiting.id)
      if (found === undefined) throw new Error('The queued job is gone')
      expectEnding(endOf(found.job), ending)
    },
  },
}

function endOf({ state }: Job): Parameters<typeof expectEnding>[0] {
  if (!isEnded(state)) throw new Error(`The job is ${state.status}`)
  return state
}
