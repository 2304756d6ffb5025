import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/main/store/open-store.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import { walkStart } from '../../../src/main/store/history/retention-walk.ts'
import { brandAs, type TaskId } from '../../../src/shared/brand.ts'
import type { Environment, HistoryQuery, Machine } from '../../../src/shared/history.ts'
import type { JobState } from '../../../src/shared/job.ts'
import { readRetention, type RetentionSetting } from '../../../src/shared/retention.ts'
import { FakeClock } from './support/fake-clock.ts'
import { openTestStore } from './support/open-test-store.ts'
import { jobNamed, makeRecord, runNamed, succeededState, taskId } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const failedState: JobState = { status: 'failed', startedAt: 2000, finishedAt: 3000, receipt: null, error: { code: 'TASK_THREW', message: 'No column "Größe" in sales.csv' } }
const canceledState: JobState = { status: 'canceled', startedAt: null, finishedAt: 3000, by: 'user', receipt: { ended: 0, left: 0, tookMs: 0 } }
const other = brandAs<TaskId>('0123456789ab/other.ts')
const everything: HistoryQuery = { taskId: null, outcomes: [], words: '', before: null }

function add(store: Store, name: string, { state = succeededState, task = taskId, args = [], value }: { readonly state?: JobState; readonly task?: TaskId; readonly args?: readonly unknown[]; readonly value?: unknown } = {}): void {
  const record = makeRecord(name, { job: { taskId: task, label: `label of ${name}` }, args })
  store.jobs.addJobs([{ ...record, title: task === taskId ? 'Count primes' : 'Another task' }])
  if (value !== undefined) store.jobs.commitResult({ jobs: [], runId: record.run.id, value: store.values.adopt(valueCodec.encode(value)), tookMs: 1 })
  store.jobs.updateJobs([{ ...record.job, state }])
}
const ids = (store: Store, query: Partial<HistoryQuery> = {}): readonly string[] => store.history.page({ ...everything, ...query }).rows.map(({ job }) => job.id)
const sweep = (store: Store, setting: Partial<RetentionSetting>, now = 3000): void => {
  const { jobs, logs } = store.history.walk(walkStart, readRetention(setting), now)
  store.history.remove(jobs)
  store.history.removeLogs(logs)
}

describe('history', () => {
  it('lists runs in the order of their ends, newest first, and none that has not ended', () => {
    const store = openTestStore(temporaryFolder())
    store.jobs.addJobs([makeRecord('waits')])
    for (const name of ['a', 'b', 'c']) add(store, name)
    store.jobs.updateJobs([makeRecord('waits', { job: { state: succeededState } }).job])
    expect(ids(store)).toEqual(['waits', 'c', 'b', 'a'])
    expect(store.history.page(everything).rows[1]).toMatchObject({ title: 'Count primes', pinned: false, cached: null })
  })

  it('pages through all of them, each once, whatever ends meanwhile', () => {
    const store = openTestStore(temporaryFolder())
    for (let index = 0; index < 250; index += 1) add(store, `job-${index}`, index % 2 === 0 ? {} : { state: failedState })
    for (const query of [everything, { ...everything, outcomes: ['failed' as const] }]) {
      const seen: string[] = []
      for (let before: number | null = null, more = true; more;) {
        const page = store.history.page({ ...query, before })
        seen.push(...page.rows.map(({ job }) => job.id))
        add(store, `late-${query.outcomes.length}-${seen.length}`, { state: failedState })
        before = page.next
        more = page.next !== null
      }
      const early = seen.filter((id) => id.startsWith('job-'))
      expect(new Set(early).size).toBe(early.length)
      expect(early).toHaveLength(query.outcomes.length === 0 ? 250 : 125)
    }
  })

  it('finds by task, by outcomes, and by whole words of inputs, errors and titles', () => {
    const store = openTestStore(temporaryFolder())
    add(store, 'a', { args: [1, { file: 'sales-2024.csv', limit: 1_000_000, when: new Date('2026-01-31T00:00:00Z') }] })
    add(store, 'b', { state: failedState, args: [1, { deep: [{ city: 'Zürich' }] }] })
    add(store, 'c', { state: canceledState, task: other })
    add(store, 'd', { state: failedState, task: other })
    expect(ids(store, { taskId: other })).toEqual(['d', 'c'])
    expect(ids(store, { outcomes: ['failed'] })).toEqual(['d', 'b'])
    expect(ids(store, { outcomes: ['failed', 'canceled'], taskId: other })).toEqual(['d', 'c'])
    expect(ids(store, { outcomes: ['crashed'] })).toEqual([])
    expect(ids(store, { taskId: brandAs<TaskId>('nowhere') })).toEqual([])
    const found = (words: string): readonly string[] => ids(store, { words })
    expect([found('zurich'), found('Sales 2024'), found('limit 1000000'), found('grosse'), found('größe CSV'), found('prime'), found('primes')]).toEqual([['b'], ['a'], ['a'], [], ['d', 'b'], [], ['b', 'a']])
    expect(ids(store, { words: 'another', outcomes: ['failed'] })).toEqual(['d'])
    expect([found('"; DROP'), found('a-b* OR NOT'), found('...')]).toEqual([[], [], ['d', 'c', 'b', 'a']])
  })

  it('keeps everything that a run ran with, once for all that ran with the same', () => {
    const store = openTestStore(temporaryFolder())
    const environment: Environment = { runtime: 'app', node: '24.1.0', electron: '45.0.0', platform: 'linux x64', simmer: '1', sdk: 2, variables: ['REGION'] }
    const machine: Machine = { host: 'box', cpu: 'fast', cores: 8, memory: 16e9, system: 'Linux 6' }
    for (const name of ['a', 'b']) {
      add(store, name, { args: [1, { limit: 5 }], value: { primes: 3 } })
      store.jobs.setProcess(runNamed(`run-of-${name}`), { pid: 1, startTime: '1', bootId: 'b', token: 't' }, { attempt: 2, bundle: 'code.abc.mjs', environment, machine })
      store.jobs.endRun(runNamed(`run-of-${name}`), {
        receipt: { ended: 2, left: 0, tookMs: 3 }, usage: { peakMemory: 5e6, cpuTime: 120 }, at: 3500, beganAt: 2100,
        failedAttempts: [{ attempt: 1, endedAt: 2050, error: { code: 'TASK_THREW', message: 'no' } }],
      })
    }
    expect(store.history.record(jobNamed('b'))).toEqual({
      row: expect.objectContaining({ ordinal: 2, title: 'Count primes' }) as unknown, result: { kind: 'value', value: { primes: 3 } },
      inputs: { args: [1, { limit: 5 }], context: { triggered: [], inputs: {}, states: {} } }, codeHash: 'code', bundle: 'code.abc.mjs', environment, machine,
      times: { queued: 1000, started: 2000, began: 2100, returned: null, ended: 3500 }, usage: { peakMemory: 5e6, cpuTime: 120 },
      receipt: { ended: 2, left: 0, tookMs: 3 }, attempts: 2, failedAttempts: [{ attempt: 1, endedAt: 2050, error: { code: 'TASK_THREW', message: 'no' } }],
    })
    expect([store.history.namesBundle('code.abc.mjs'), store.history.namesBundle('other.mjs'), store.history.record(jobNamed('none'))]).toEqual([true, false, undefined])
  })

  it('hides a removed run until it is had back or gone, and refuses a pinned one', () => {
    const store = openTestStore(temporaryFolder())
    for (const name of ['a', 'b']) add(store, name)
    expect(store.history.hide(jobNamed('a'), 100)).toBe(true)
    expect([ids(store), ids(store, { words: 'primes' }), store.jobs.ended(Infinity, 10).length]).toEqual([['b'], ['b'], 1])
    store.history.hide(jobNamed('a'), null)
    expect(ids(store)).toEqual(['b', 'a'])
    store.history.pin(jobNamed('a'), true)
    expect([store.history.hide(jobNamed('a'), 100), store.history.page(everything).rows[1]?.pinned, store.history.hide(jobNamed('none'), 1)]).toEqual([false, true, false])
    store.history.hide(jobNamed('b'), 100)
    store.history.remove(store.history.hidden(99, 10))
    expect(store.history.record(jobNamed('b'))).toBeDefined()
    store.history.remove(store.history.hidden(100, 10))
    expect(store.history.record(jobNamed('b'))).toBeUndefined()
    add(store, 'c')
    expect([ids(store), ids(store, { words: 'primes' })]).toEqual([['c', 'a'], ['c', 'a']])
  })

  it('removes with a run what only it named: values, files, log; and nothing that another names', () => {
    const folder = temporaryFolder()
    const clock = new FakeClock()
    const store = openTestStore(folder, { clock, unusedFor: 0 })
    const large = 'x'.repeat(150_000)
    for (const name of ['a', 'b']) add(store, name, { value: { large }, args: [name, large] })
    add(store, 'c', { value: { small: 'only c' } })
    store.jobs.appendLog(runNamed('run-of-a'), [{ seq: 1, at: 1, stream: 'stdout', text: 'said\n' }])
    store.jobs.endRun(runNamed('run-of-a'), { receipt: { ended: 0, left: 0, tookMs: 0 }, usage: null, at: 1, beganAt: null, failedAttempts: [] })
    const files = (): number => readdirSync(join(folder, 'values'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
    expect([files(), existsSync(join(folder, 'logs', 'run-of-a.log'))]).toEqual([3, true])
    sweep(store, { runs: 2 })
    expect([ids(store), files(), existsSync(join(folder, 'logs', 'run-of-a.log'))]).toEqual([['c', 'b'], 2, false])
    expect(store.history.record(jobNamed('b'))?.result).toMatchObject({ kind: 'stored' })
    sweep(store, { runs: 0 })
    expect([ids(store), files()]).toEqual([[], 0])
    store.close()
    const left = openTestStore(folder).values.read(valueCodec.encode({ small: 'only c' }).hash)
    expect(left).toBeUndefined()
  })

  it('removes by age, number and size, each by itself, and never what is pinned', () => {
    const store = openTestStore(temporaryFolder(), { clock: new FakeClock() })
    const day = 86_400_000
    for (const [index, name] of ['oldest', 'older', 'old', 'new'].entries()) {
      add(store, name, { value: { name, bytes: 'y'.repeat(20_000) }, state: { ...succeededState, finishedAt: index * day } })
    }
    store.history.pin(jobNamed('oldest'), true)
    sweep(store, {}, 3 * day)
    expect(ids(store)).toHaveLength(4)
    sweep(store, { days: 1.5 }, 3 * day)
    expect(ids(store)).toEqual(['new', 'old', 'oldest'])
    sweep(store, { gib: 30_000 / 1024 ** 3 }, 3 * day)
    expect(ids(store)).toEqual(['new', 'oldest'])
    sweep(store, { runs: 0, days: 0, gib: 0 }, 3 * day)
    expect(ids(store)).toEqual(['oldest'])
  })

  it('removes logs alone by their own limits', () => {
    const folder = temporaryFolder()
    const store = openTestStore(folder, { clock: new FakeClock() })
    for (const name of ['a', 'b']) {
      add(store, name)
      store.jobs.appendLog(runNamed(`run-of-${name}`), [{ seq: 1, at: 1, stream: 'stdout', text: `${'z'.repeat(500)}\n` }])
      store.jobs.endRun(runNamed(`run-of-${name}`), { receipt: { ended: 0, left: 0, tookMs: 0 }, usage: null, at: 1, beganAt: null, failedAttempts: [] })
    }
    sweep(store, { logGib: 800 / 1024 ** 3 })
    expect([ids(store), readdirSync(join(folder, 'logs'))]).toEqual([['b', 'a'], ['run-of-b.log']])
    expect(store.jobs.readLog(runNamed('run-of-a'))).toEqual([])
  })
})
