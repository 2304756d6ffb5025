import { setImmediate as turnOver } from 'node:timers/promises'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { brandAs, type CallbackId, type JobId, type PageId } from '../../../src/shared/brand.ts'
import type { JobState } from '../../../src/shared/job.ts'
import type { CallbackDescriptor } from '../../../src/shared/task.ts'
import { callbackOf, type EngineBench, engineBench, type EngineBenchOptions } from '../../support/engine-bench.ts'

const open: EngineBench[] = []
function bench(overrides: Partial<CallbackDescriptor> = {}, options: EngineBenchOptions = {}): EngineBench {
  const made = engineBench(callbackOf({ whenRunning: 'parallel', ...overrides }), options)
  open.push(made)
  return made
}
afterEach(async () => {
  for (const made of open.splice(0)) {
    made.backend.stubborn = false
    await made.engine.stop()
    made.close()
  }
})

const named = (name: string, overrides: Partial<CallbackDescriptor> = {}): CallbackDescriptor => callbackOf({ id: brandAs<CallbackId>(name), whenRunning: 'parallel', ...overrides })

/** The job that a trigger made; a reply without one fails the test. */
async function queued(made: EngineBench, ...asked: Parameters<EngineBench['calls']>): Promise<JobId> {
  const reply = await made.engine.trigger(made.calls(...asked))
  if (reply.reply !== 'queued' && reply.reply !== 'joined') throw new Error(`got ${reply.reply}`)
  return reply.job.id
}
const of = (callbackId: string): { callbackId: CallbackId } => ({ callbackId: brandAs<CallbackId>(callbackId) })
/** The first arguments of all runs, in the order in which they were started. */
const started = (made: EngineBench): readonly unknown[] => made.backend.runs.map(({ request }) => request.args[0])
const stateOf = (made: EngineBench, id: JobId): JobState => made.told(id).state

function finishLast(made: EngineBench): void {
  made.backend.last.returns(null)
  made.backend.last.exit()
}

describe('Many jobs', () => {
  test('C9: with 20 running and 30 waiting, a trigger and a cancel are answered before the event loop turns', async () => {
    const made = bench({}, { jobLimit: 20 })
    made.backend.stubborn = true
    const ids: JobId[] = []
    for (let index = 0; index < 50; index += 1) ids.push(await queued(made, [index]))
    expect(started(made)).toHaveLength(20)

    const answers: string[] = []
    void made.engine.trigger(made.calls(['other'], { pageId: brandAs<PageId>('page-2') })).then(({ reply }) => { answers.push(reply) })
    await turnOver()
    expect(answers).toEqual(['queued'])
    made.engine.cancel(ids[7] ?? brandAs('none'), 'user')
    expect(stateOf(made, ids[7] ?? brandAs('none'))).toMatchObject({ status: 'canceling', by: 'user' })
    made.engine.cancel(ids[40] ?? brandAs('none'), 'user')
    expect(stateOf(made, ids[40] ?? brandAs('none'))).toMatchObject({ status: 'canceled', by: 'user' })
    expect(ids.slice(0, 20).filter((id) => stateOf(made, id).status === 'running')).toHaveLength(19)
    made.backend.runs[7]?.exit()
  })
})

describe('The order at a trigger', () => {
  const policies = ['replace', 'queue', 'parallel', 'ignore'] as const
  /** `hit` is in the cache, page 1 runs `own`, page 2 runs `theirs`. */
  async function busy(whenRunning: (typeof policies)[number]): Promise<{ readonly made: EngineBench; readonly own: JobId; readonly theirs: JobId }> {
    const made = bench({ cacheBy: [], whenRunning }, { jobLimit: 9 })
    await queued(made, ['hit'])
    made.backend.last.returns(made.store.codec.encode('kept'))
    made.backend.last.exit()
    await vi.waitFor(() => { expect(made.engine.jobs).toEqual([]) })
    const [own, theirs] = [await queued(made, ['own']), await queued(made, ['theirs'], { pageId: brandAs<PageId>('page-2') })]
    return { made, own, theirs }
  }

  test.each(policies)('C5: the cache comes first, whatever runs, under %s', async (whenRunning) => {
    const { made, own } = await busy(whenRunning)
    expect(await made.engine.trigger(made.calls(['hit']))).toMatchObject({ reply: 'cached', result: { value: 'kept' } })
    expect(started(made)).toEqual(['hit', 'own', 'theirs'])
    await vi.waitFor(() => { expect(stateOf(made, own).status).toBe(whenRunning === 'replace' ? 'canceled' : 'running') })
  })

  test.each(policies.filter((policy) => policy !== 'ignore'))('C5 H9: then an equal run in flight, its own or another page\'s, is joined, under %s', async (whenRunning) => {
    const { made, own } = await busy(whenRunning)
    const again = await made.engine.trigger(made.calls(['own']))
    expect(again).toMatchObject({ reply: 'joined', job: { state: { status: 'running' } }, replaced: whenRunning === 'replace' ? [own] : [] })
    expect(await made.engine.trigger(made.calls(['theirs']))).toMatchObject({ reply: 'joined', job: { state: { status: 'running' } } })
    expect(started(made)).toEqual(['hit', 'own', 'theirs'])
  })

  test.each([
    { whenRunning: 'replace', reply: { reply: 'queued', replaced: [expect.any(String) as string] }, runs: ['hit', 'own', 'theirs', 'new'] },
    { whenRunning: 'queue', reply: { reply: 'queued', replaced: [], job: { state: { after: expect.any(String) as string } } }, runs: ['hit', 'own', 'theirs'] },
    { whenRunning: 'parallel', reply: { reply: 'queued', replaced: [] }, runs: ['hit', 'own', 'theirs', 'new'] },
    { whenRunning: 'ignore', reply: { reply: 'ignored' }, runs: ['hit', 'own', 'theirs'] },
  ] as const)('C5: only then $whenRunning decides', async ({ whenRunning, reply, runs }) => {
    const { made } = await busy(whenRunning)
    expect(await made.engine.trigger(made.calls(['new']))).toMatchObject(reply)
    await vi.waitFor(() => { expect(started(made)).toEqual(runs) })
  })

  test('C5: under ignore an equal run of its own is no reason to join it', async () => {
    const { made, own } = await busy('ignore')
    expect(await made.engine.trigger(made.calls(['own']))).toEqual({ reply: 'ignored', by: own })
  })

  test('C7: under replace a joined run goes on for the other page', async () => {
    const { made, own, theirs } = await busy('replace')
    await made.engine.trigger(made.calls(['theirs']))
    await vi.waitFor(() => { expect(stateOf(made, own)).toMatchObject({ status: 'canceled', by: 'replaced' }) })
    expect(stateOf(made, theirs).status).toBe('running')
    await made.engine.trigger(made.calls(['newest']))
    expect(stateOf(made, theirs).status).toBe('running')
    expect(made.backend.runs.find(({ request }) => request.args[0] === 'theirs')?.signal.aborted).toBe(false)
  })
})

describe('A canceled job', () => {
  test('D8: what its run still says of its progress is told under its own name, and nothing of it under a later one', async () => {
    const made = bench({ whenRunning: 'replace' }, { jobLimit: 5 })
    made.backend.stubborn = true
    const older = await queued(made, ['older'])
    const { observer } = made.backend.last
    observer.progressed({ seq: 1, value: 'before' })
    const newer = await queued(made, ['newer'])
    observer.progressed({ seq: 2, value: 'after' })
    const told = made.changes.flatMap((change) => (change.change === 'progress' ? [{ jobIds: change.jobIds, value: change.progress.value }] : []))
    expect(told.map(({ value }) => value)).toEqual(['before', 'after'])
    expect(told.flatMap(({ jobIds }) => jobIds)).not.toContain(newer)
    expect(made.engine.snapshotOf(newer)).toMatchObject({ progress: null, props: [] })
    made.backend.last.exit()
    await vi.waitFor(() => { expect(stateOf(made, newer).status).toBe('running') })
    expect(stateOf(made, older)).toMatchObject({ status: 'canceled', by: 'replaced' })
    expect(made.engine.snapshotOf(newer)).toMatchObject({ progress: null, props: [] })
  })

  test('E7 C7: cancel of one leaves another of the same callback, and of the same page, alone', async () => {
    const made = bench({}, { jobLimit: 5 })
    const ids = [await queued(made, [1]), await queued(made, [2]), await queued(made, [3], { pageId: brandAs<PageId>('page-2') })]
    made.engine.cancel(ids[1] ?? brandAs('none'), 'user')
    await vi.waitFor(() => { expect(ids.map((id) => stateOf(made, id).status)).toEqual(['running', 'canceled', 'running']) })
    expect(made.backend.runs.map(({ signal }) => signal.aborted)).toEqual([false, true, false])
  })
})

describe('The queue', () => {
  test('G1: goes by priority, then first in, first out, and places say so', async () => {
    const made = bench({}, { jobLimit: 1, others: [named('low', { priority: 'low' }), named('high', { priority: 'high' })] })
    await queued(made, ['first'])
    const waiting = [await queued(made, ['low'], of('low')), await queued(made, ['one']), await queued(made, ['high'], of('high')), await queued(made, ['two'])]
    expect(made.store.jobs.queuedJobs().map(({ id }) => waiting.indexOf(id))).toEqual([2, 1, 3, 0])
    expect(made.waits()).toEqual([1, 2, 3, 4].map(() => ({ reason: 'slot', running: 1, limit: 1 })))
    const order = ['first', 'high', 'one', 'two', 'low']
    for (let run = 1; run <= order.length; run += 1) {
      await vi.waitFor(() => { expect(started(made)).toEqual(order.slice(0, run)) })
      finishLast(made)
    }
  })

  test('G1 C10: a task\'s own limit holds back its runs, and says so', async () => {
    const made = bench({ concurrency: 1 }, { jobLimit: 5 })
    await queued(made, [1])
    await queued(made, [2])
    expect(made.waits()).toEqual([{ reason: 'concurrency', limit: 1 }])
    finishLast(made)
    await vi.waitFor(() => { expect(started(made)).toEqual([1, 2]) })
  })

  test('G1: what waits for a resource holds nobody else back, and goes when it is free', async () => {
    const made = bench({ resources: { gpu: 1 } }, { jobLimit: 5, others: [named('plain')] })
    await queued(made, ['gpu 1'])
    await queued(made, ['gpu 2'])
    expect(made.waits()).toEqual([{ reason: 'resource', resource: 'gpu', wanted: 1, free: 0, total: 1 }])
    await queued(made, ['plain'], of('plain'))
    expect(started(made)).toEqual(['gpu 1', 'plain'])
    made.backend.runs[0]?.returns(null)
    made.backend.runs[0]?.exit()
    await vi.waitFor(() => { expect(started(made)).toEqual(['gpu 1', 'plain', 'gpu 2']) })
  })

  test('G1: a higher limit counts from the next look on, a lower one ends nothing', async () => {
    const made = bench({}, { jobLimit: 1 })
    const ids = [await queued(made, [1]), await queued(made, [2]), await queued(made, [3])]
    made.jobLimit = 2
    made.engine.lookAround()
    expect(ids.map((id) => stateOf(made, id).status)).toEqual(['running', 'running', 'queued'])
    made.jobLimit = 1
    made.engine.lookAround()
    expect(ids.map((id) => stateOf(made, id).status)).toEqual(['running', 'running', 'queued'])
    finishLast(made)
    await vi.waitFor(() => { expect(made.waits()).toEqual([{ reason: 'slot', running: 1, limit: 1 }]) })
    made.backend.runs[0]?.returns(null)
    made.backend.runs[0]?.exit()
    await vi.waitFor(() => { expect(stateOf(made, ids[2] ?? brandAs('none')).status).toBe('running') })
  })

  test('F9: each attempt is recorded as its process is there', async () => {
    const made = bench({ retries: { times: 2, delay: 0, factor: 1 } })
    const id = await queued(made, [1])
    const recorded = (): readonly (number | null)[] => {
      const record = made.store.jobs.unfinished(made.told(id).ownerId)[0]
      return [record?.run.attempt ?? null, record?.process?.pid ?? null]
    }
    for (const attempt of [1, 2, 3]) {
      await vi.waitFor(() => { expect(made.backend.runs).toHaveLength(attempt) })
      expect(made.backend.last.request.run.attempt).toBe(attempt)
      made.backend.last.observer.spawned({ pid: 100 + attempt, startTime: '1', bootId: 'b', token: 't' })
      expect(recorded()).toEqual([attempt, 100 + attempt])
      made.backend.last.fails({ code: 'CRASHED', message: `Death ${attempt}.` })
    }
    await vi.waitFor(() => { expect(stateOf(made, id)).toMatchObject({ status: 'failed', error: { message: 'Death 3.' } }) })
  })
})
