import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, it, vi } from 'vitest'
import { historyHandlers } from '../../../src/main/session/history-handlers.ts'
import { HistoryKeeper } from '../../../src/main/session/history-keeper.ts'
import { retentionSettingName } from '../../../src/shared/retention.ts'
import { sessionLab } from '../../support/session-lab.ts'
import { FakeClock } from '../store/support/fake-clock.ts'
import { openTestStore } from '../store/support/open-test-store.ts'
import { jobNamed, makeRecord, succeededState } from '../store/support/records.ts'
import { temporaryFolder } from '../store/support/temporary-folder.ts'

const stubborn = `import { defineTask, env, integer } from 'simmer'
import { existsSync, writeFileSync } from 'node:fs'
export default defineTask({
  title: 'Third time', params: { limit: integer({ default: 3 }) }, cacheBy: [env('HOME')], retries: { times: 2, delay: 0.01, factor: 1 },
  async run({ limit }) {
    console.log('trying')
    const file = process.env.TRIES_FILE ?? ''
    for (let tried = 1; tried < limit; tried += 1) if (!existsSync(file + tried)) { writeFileSync(file + tried, ''); throw new Error('not yet: ' + tried) }
    return { limit }
  },
})`

it('records what every run ran with, each attempt, and finds it; a run is pinned, deleted, had back and run again', async () => {
  process.env['TRIES_FILE'] = path.join(temporaryFolder(), 'try-')
  const lab = await sessionLab({ 'stubborn.ts': stubborn })
  const { session } = lab
  const ended = await lab.run('stubborn.ts', { limit: 3 })
  expect(ended.job.state.status).toBe('succeeded')
  const handlers = historyHandlers(session)
  const { id } = ended.job
  await vi.waitFor(() => { expect(handlers.runRecord(1, id)).toMatchObject({ times: { ended: expect.any(Number) as unknown } }) })

  const record = await handlers.runRecord(1, id)
  expect(record).toMatchObject({
    attempts: 3, failedAttempts: [{ attempt: 1, error: { message: 'not yet: 1' } }, { attempt: 2, error: { message: 'not yet: 2' } }],
    environment: { runtime: 'app', node: process.versions.node, variables: ['HOME'], simmer: 'test' }, receipt: { left: 0 }, row: { title: 'Third time' },
  })
  expect(record?.machine?.cores).toBeGreaterThan(0)
  expect(record?.inputs?.args[1]).toEqual({ limit: 3 })
  const { times, bundle, codeHash } = record ?? {}
  expect([times?.queued, times?.started, times?.began, times?.returned, times?.ended]).toEqual([times?.queued, times?.started, times?.began, times?.returned, times?.ended].map(Number).sort((a, b) => a - b))
  expect([existsSync(path.join(lab.dataDir, 'bundles', bundle ?? '')), bundle?.startsWith(codeHash ?? 'none')]).toEqual([true, true])

  const page = { taskId: null, outcomes: [], before: null } as const
  const found = async (words: string): Promise<readonly string[]> => (await handlers.history(1, { ...page, words })).rows.map(({ job }) => job.id)
  expect([await found('third limit'), await found('fourth')]).toEqual([[id], []])
  await handlers.pinRun(1, { jobId: id, pinned: true })
  expect(() => handlers.removeRun(1, id)).toThrow('A pinned run is not deleted')
  await handlers.pinRun(1, { jobId: id, pinned: false })
  await handlers.removeRun(1, id)
  expect(await found('third')).toEqual([])
  await handlers.restoreRun(1, id)
  expect(await found('third')).toEqual([id])
  const again = await handlers.runAgain(1, id)
  expect(again.reply).toBe('cached')
  await vi.waitFor(async () => { expect(await found('third')).toHaveLength(2) })
  expect(lab.changes.flatMap((change) => (change.change === 'run' ? [change.what] : []))).toEqual(['pinned', 'unpinned', 'removed', 'restored'])
})

it('removes behind everybody’s back what was deleted and what is beyond the limits, some at a time, never what is pinned', () => {
  const clock = new FakeClock()
  const store = openTestStore(temporaryFolder(), { clock })
  for (let index = 0; index < 250; index += 1) store.jobs.addJobs([makeRecord(`job-${index}`, { job: { state: { ...succeededState, finishedAt: clock.now() } } })])
  store.history.pin(jobNamed('job-0'), true)
  store.history.hide(jobNamed('job-249'), clock.now())
  using(new HistoryKeeper({ store, clock }), () => {
    clock.advance(10_000)
    expect(store.history.catchUp(1)).toBe(0)
    expect(store.history.record(jobNamed('job-249'))).toBeDefined()
    store.settings.write(retentionSettingName, { runs: 20 })
    clock.advance(61_000)
    expect([store.history.record(jobNamed('job-0'))?.row.pinned, store.history.record(jobNamed('job-1')), store.history.record(jobNamed('job-240'))?.row.pinned]).toEqual([true, undefined, false])
    expect(store.history.page({ taskId: null, outcomes: [], words: '', before: null }).rows.length).toBeLessThan(25)
    clock.advance(3_700_000)
    expect(store.history.record(jobNamed('job-249'))).toBeUndefined()
  })
})

function using(keeper: HistoryKeeper, act: () => void): void {
  try { act() } finally { keeper[Symbol.dispose]() }
}
