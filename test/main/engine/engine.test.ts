import { afterEach, describe, expect, test, vi } from 'vitest'
import { writeCacheLimit } from '../../../src/main/store/cache-limit.ts'
import { type EngineBench, callbackOf, engineBench, type pageId } from '../../support/engine-bench.ts'
import type { CallbackDescriptor } from '../../../src/shared/task.ts'

const open: EngineBench[] = []
function bench(overrides: Partial<CallbackDescriptor> = {}, options: { jobLimit?: number } = {}): EngineBench {
  const made = engineBench(callbackOf(overrides), options)
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

/** The job that a trigger made; a reply without one fails the test. */
async function queued(made: EngineBench, ...asked: Parameters<EngineBench['calls']>): Promise<string> {
  const reply = await made.engine.trigger(made.calls(...asked))
  if (reply.reply !== 'queued' && reply.reply !== 'joined') throw new Error(`got ${reply.reply}`)
  return reply.job.id
}

describe('A trigger', () => {
  test('F1 F11: shows the result when it is returned, and frees the slot when the process is gone', async () => {
    const made = bench({}, { jobLimit: 1 })
    const first = await queued(made, [1])
    const second = await queued(made, [2], { pageId: null })
    made.backend.last.returns(made.store.codec.encode({ answer: 42 }))
    expect(made.told(first).state.status).toBe('succeeded')
    expect(made.told(second).state.status).toBe('queued')
    made.backend.last.exit()
    await vi.waitFor(() => { expect(made.told(second).state.status).toBe('running') })
    expect(made.store.jobs.find(first as never)?.result).toEqual({ kind: 'value', value: { answer: 42 } })
  })

  test('C5: under replace the older job is canceled and the newer waits until nothing of it is left', async () => {
    const made = bench({ whenRunning: 'replace' }, { jobLimit: 5 })
    made.backend.stubborn = true
    const older = await queued(made, [1])
    const newer = await queued(made, [2])
    expect(made.told(older).state).toMatchObject({ status: 'canceling', by: 'replaced' })
    expect(made.told(newer).state).toMatchObject({ status: 'queued', after: older })
    made.backend.last.exit()
    await vi.waitFor(() => { expect(made.told(newer).state.status).toBe('running') })
    expect(made.told(older).state).toMatchObject({ status: 'canceled', by: 'replaced', receipt: { ended: 3, left: 0 } })
  })

  test('C5: under queue jobs of one instance run one after the other, under parallel at once, under ignore once', async () => {
    const one = bench({ whenRunning: 'queue' }, { jobLimit: 5 })
    await queued(one, [1]); await queued(one, [2])
    expect(one.backend.runs).toHaveLength(1)
    const many = bench({ whenRunning: 'parallel' }, { jobLimit: 5 })
    await queued(many, [1]); await queued(many, [2])
    expect(many.backend.runs).toHaveLength(2)
    const once = bench({ whenRunning: 'ignore' }, { jobLimit: 5 })
    const first = await queued(once, [1])
    expect(await once.engine.trigger(once.calls([2]))).toEqual({ reply: 'ignored', by: first })
  })

  test('C5: a hit under replace cancels the older job too', async () => {
    const made = bench({ cacheBy: [], whenRunning: 'replace' }, { jobLimit: 5 })
    await queued(made, ['a'])
    made.backend.last.returns(made.store.codec.encode('A'))
    made.backend.last.exit()
    await vi.waitFor(() => { expect(made.engine.jobs).toEqual([]) })
    const older = await queued(made, ['b'])
    expect((await made.engine.trigger(made.calls(['a']))).reply).toBe('cached')
    await vi.waitFor(() => { expect(made.told(older).state).toMatchObject({ status: 'canceled', by: 'replaced' }) })
  })

  test('C5: triggers of one instance are taken in the order in which they came, however long their keys take', async () => {
    const made = bench({ cacheBy: [{ policy: 'value', value: 1 }], whenRunning: 'replace' }, { jobLimit: 5 })
    const [first, second] = await Promise.all([queued(made, ['slow']), queued(made, ['fast'])])
    await vi.waitFor(() => { expect(made.told(second).state.status).toBe('running') })
    expect(made.told(first).state).toMatchObject({ status: 'canceled', by: 'replaced' })
  })

  test('C7: another page is left alone', async () => {
    const made = bench({ whenRunning: 'replace' }, { jobLimit: 5 })
    const mine = await queued(made, [1])
    await queued(made, [2], { pageId: 'page-2' as typeof pageId })
    expect(made.told(mine).state.status).toBe('running')
  })

  test('G1: no more run at once than the limit, and the rest know why they wait', async () => {
    const made = bench({ whenRunning: 'parallel' }, { jobLimit: 2 })
    const ids = [await queued(made, [1]), await queued(made, [2]), await queued(made, [3])]
    expect(made.backend.runs).toHaveLength(2)
    expect(made.told(ids[2] ?? '').state).toMatchObject({ status: 'queued' })
    expect(made.waits()).toMatchObject([{ reason: 'slot', running: 2, limit: 2 }])
  })

  test('G1: a named resource is never given out twice', async () => {
    const made = bench({ whenRunning: 'parallel', resources: { gpu: 1 } }, { jobLimit: 5 })
    await queued(made, [1])
    await queued(made, [2])
    expect(made.waits()).toMatchObject([{ reason: 'resource', resource: 'gpu' }])
  })

  test('D4: progress is acknowledged once it is on its way to the windows', async () => {
    const made = bench()
    const id = await queued(made, [1])
    made.backend.last.observer.progressed({ seq: 1, value: 0.5 })
    expect(made.changes.at(-1)).toEqual({ change: 'progress', jobIds: [id], progress: { seq: 1, value: 0.5 } })
    expect(made.backend.acknowledged).toEqual([1])
  })
})

describe('Retries', () => {
  test('F9: what threw or crashed runs again as often as asked, each attempt noted in the log', async () => {
    const made = bench({ retries: { times: 1, delay: 0, factor: 1 } })
    const id = await queued(made, [1])
    const printed = [{ seq: 1, at: 0, stream: 'stdout', text: 'begun\n' }] as const
    made.backend.last.observer.logged(printed)
    made.backend.last.fails({ code: 'TASK_THREW', message: 'First.' })
    await vi.waitFor(() => { expect(made.backend.runs).toHaveLength(2) })
    made.backend.last.observer.logged(printed)
    expect(made.told(id).state.status).toBe('running')
    expect(made.backend.last.request.run.attempt).toBe(2)
    made.backend.last.fails({ code: 'CRASHED', message: 'Second.' })
    await vi.waitFor(() => { expect(made.told(id).state).toMatchObject({ status: 'failed', error: { message: 'Second.' } }) })
    const chunks = made.changes.flatMap((change) => (change.change === 'log' ? change.chunks : []))
    expect(chunks.map(({ seq, stream }) => [seq, stream])).toEqual([[1, 'stdout'], [2, 'app'], [3, 'stdout']])
  })

  test('F9 D4: progress and props of a later attempt are newer than those of the one before', async () => {
    const made = bench({ retries: { times: 1, delay: 0, factor: 1 } })
    const update = [{ id: 'x', props: { children: 1 } }] as never
    await queued(made, [1])
    for (const seq of [1, 2]) made.backend.last.observer.progressed({ seq, value: `first ${seq}` })
    made.backend.last.observer.propsSet({ seq: 1, value: update })
    made.backend.last.fails({ code: 'TASK_THREW', message: 'First.' })
    await vi.waitFor(() => { expect(made.backend.runs).toHaveLength(2) })
    made.backend.last.observer.progressed({ seq: 1, value: 'second 1' })
    made.backend.last.observer.propsSet({ seq: 1, value: update })
    const told = made.changes.flatMap((change) => (change.change === 'progress' ? [change.progress] : change.change === 'props' ? [change.props] : []))
    expect(told.map(({ seq }) => seq)).toEqual([1, 2, 1, 3, 2])
    // Each process has its own values acknowledged.
    expect(made.backend.acknowledged).toEqual([1, 2, 1])
  })

  test('F9: a wrong shape is not tried again, and a cancel ends the wait', async () => {
    const made = bench({ retries: { times: 3, delay: 1_000, factor: 1 }, whenRunning: 'parallel' }, { jobLimit: 5 })
    const misshapen = await queued(made, [1])
    made.backend.last.fails({ code: 'WRONG_SHAPE', message: 'Shape.' })
    await vi.waitFor(() => { expect(made.told(misshapen).state.status).toBe('failed') })
    const waiting = await queued(made, [2])
    made.backend.last.fails({ code: 'CRASHED', message: 'Crash.' })
    await vi.waitFor(() => { expect(made.changes.some((change) => change.change === 'log')).toBe(true) })
    made.engine.cancel(waiting as never, 'user')
    await vi.waitFor(() => { expect(made.told(waiting).state.status).toBe('canceled') })
  })
})

describe('Cancel', () => {
  test('C10: a queued job is canceled at once', async () => {
    const made = bench({ whenRunning: 'parallel' }, { jobLimit: 1 })
    await queued(made, [1])
    const waiting = await queued(made, [2])
    made.engine.cancel(waiting as never, 'user')
    expect(made.told(waiting).state).toMatchObject({ status: 'canceled', by: 'user', receipt: { ended: 0, left: 0 } })
    expect(made.backend.runs).toHaveLength(1)
  })

  test('E3: a running job is canceling until nothing is left, and keeps its slot', async () => {
    const made = bench({ whenRunning: 'parallel' }, { jobLimit: 1 })
    made.backend.stubborn = true
    const running = await queued(made, [1])
    const next = await queued(made, [2])
    made.engine.cancel(running as never, 'user')
    expect(made.told(running).state.status).toBe('canceling')
    expect(made.told(next).state.status).toBe('queued')
    made.backend.last.exit()
    await vi.waitFor(() => { expect(made.told(next).state.status).toBe('running') })
    expect(made.told(running).state).toMatchObject({ status: 'canceled', receipt: { ended: 3 } })
  })

  test('E5: a job that returned before the cancel reached it has succeeded', async () => {
    const made = bench()
    made.backend.stubborn = true
    const id = await queued(made, [1])
    made.engine.cancel(id as never, 'user')
    made.backend.last.returns(made.store.codec.encode('kept'))
    made.backend.last.exit()
    expect(made.told(id).state.status).toBe('succeeded')
    expect(made.store.jobs.find(id as never)?.result).toEqual({ kind: 'value', value: 'kept' })
  })

  test('E2: a process that died by the kill counts as canceled, not as crashed', async () => {
    const made = bench()
    made.backend.stubborn = true
    const id = await queued(made, [1])
    made.engine.cancel(id as never, 'user')
    made.backend.last.fails({ code: 'CRASHED', message: 'killed by SIGKILL' })
    await vi.waitFor(() => { expect(made.told(id).state).toMatchObject({ status: 'canceled', by: 'user' }) })
  })
})

/** What a job's run has in its log. */
function logOf(made: EngineBench, id: string): string {
  const run = made.engine.snapshotOf(id as never) ?? made.store.jobs.find(id as never)
  return run === undefined ? '' : made.store.jobs.readLog(run.job.runId).map(({ text }) => text).join('')
}

describe('The cache', () => {
  /** Runs a call to its end and into the cache. */
  async function compute(made: EngineBench, args: readonly unknown[], value: unknown): Promise<string> {
    const id = await queued(made, args)
    made.backend.last.returns(made.store.codec.encode(value))
    made.backend.last.exit()
    await vi.waitFor(() => { expect(made.engine.jobs).toEqual([]) })
    return id
  }

  test('H5: a hit starts nothing and says when it was computed', async () => {
    const made = bench({ cacheBy: [] })
    await compute(made, ['a'], 1)
    const reply = await made.engine.trigger(made.calls(['a']))
    expect(reply).toMatchObject({ reply: 'cached', result: { kind: 'value', value: 1 }, job: { state: { status: 'succeeded', from: 'cache' } } })
    expect(made.backend.runs).toHaveLength(1)
    await vi.waitFor(() => { expect(made.store.jobs.find(reply.reply === 'cached' ? reply.job.id : '' as never)?.result).toEqual({ kind: 'value', value: 1 }) })
  })

  test('H1: without cacheBy nothing is cached', async () => {
    const made = bench({ cacheBy: null })
    await compute(made, ['a'], 1)
    expect((await made.engine.trigger(made.calls(['a']))).reply).toBe('queued')
  })

  test('H2 H3: other arguments, other code and other policy values are misses; skipped arguments do not count', async () => {
    const made = bench({ cacheBy: [{ policy: 'value', value: 1 }], cacheArgsToSkip: [0] })
    await compute(made, [1, 'a'], 'A')
    expect((await made.engine.trigger(made.calls([2, 'a']))).reply).toBe('cached')
    expect((await made.engine.trigger(made.calls([1, 'b']))).reply).toBe('queued')
    made.code = 'code-2'
    expect((await made.engine.trigger(made.calls([1, 'a']))).reply).toBe('queued')
  })

  test('H2: the same parts in other arguments are another key, and a skipped name counts nowhere', async () => {
    const made = bench({ cacheBy: [], cacheArgsToSkip: ['note'] })
    await compute(made, [{ a: 1 }, { b: 2 }], 'apart')
    expect((await made.engine.trigger(made.calls([{ a: 1, note: 'x' }, { b: 2 }]))).reply).toBe('cached')
    expect((await made.engine.trigger(made.calls([{ a: 1, b: 2 }, {}]))).reply).toBe('queued')
  })

  test('H6: failures and no update are never stored', async () => {
    const made = bench({ cacheBy: [], whenRunning: 'parallel' })
    const failed = await queued(made, ['a'])
    made.backend.last.fails({ code: 'TASK_THREW', message: 'no' })
    await vi.waitFor(() => { expect(made.told(failed).state.status).toBe('failed') })
    await queued(made, ['a'])
    made.backend.last.returns(null)
    made.backend.last.exit()
    await vi.waitFor(() => { expect(made.engine.jobs).toEqual([]) })
    expect((await made.engine.trigger(made.calls(['a']))).reply).toBe('queued')
  })

  test('H8: a fresh run bypasses the lookup and replaces the entry', async () => {
    const made = bench({ cacheBy: [] })
    await compute(made, ['a'], 'old')
    const reply = await made.engine.trigger(made.calls(['a'], { fresh: true }))
    expect(reply.reply).toBe('queued')
    made.backend.last.returns(made.store.codec.encode('new'))
    made.backend.last.exit()
    await vi.waitFor(async () => { expect(await made.engine.trigger(made.calls(['a']))).toMatchObject({ reply: 'cached', result: { value: 'new' } }) })
  })

  test('H9: an equal key in flight is joined; the run is killed when its last job leaves', async () => {
    const made = bench({ cacheBy: [] })
    const first = await queued(made, ['a'])
    const second = await queued(made, ['a'], { pageId: 'page-2' as typeof pageId })
    expect(made.backend.runs).toHaveLength(1)
    made.engine.cancel(first as never, 'user')
    expect(made.told(first).state.status).toBe('canceled')
    expect(made.backend.last.signal.aborted).toBe(false)
    made.engine.cancel(second as never, 'user')
    expect(made.backend.last.signal.aborted).toBe(true)
  })

  test('H9 F6: a page that joins gets the latest progress and props of the run; one that has seen them gets them no second time', async () => {
    const made = bench({ cacheBy: [], whenRunning: 'parallel' })
    await queued(made, ['a'])
    const { observer } = made.backend.last
    observer.progressed({ seq: 1, value: 'first' })
    observer.progressed({ seq: 2, value: 'second' })
    observer.propsSet({ seq: 1, value: [{ id: 'x', props: { children: 1, title: 't' } }, { id: 'y', props: { children: 2 } }, { id: 'x', props: { children: 3 } }] as never })
    made.changes.length = 0
    const ofSamePage = await queued(made, ['a'])
    expect(made.changes.filter(({ change }) => change !== 'job')).toEqual([])
    const joined = await queued(made, ['a'], { pageId: 'page-2' as typeof pageId })
    expect(made.changes.filter(({ change }) => change !== 'job')).toEqual([
      { change: 'progress', jobIds: [joined], progress: { seq: 2, value: 'second' } },
      { change: 'props', jobIds: [joined], props: { seq: 1, value: [{ id: 'x', props: { title: 't' } }, { id: 'y', props: { children: 2 } }, { id: 'x', props: { children: 3 } }] } },
    ])
    observer.progressed({ seq: 3, value: 'third' })
    expect(made.changes.at(-1)).toMatchObject({ jobIds: [expect.anything(), ofSamePage, joined], progress: { seq: 3, value: 'third' } })
  })

  test('H14: a result whose code changed meanwhile is kept and not cached', async () => {
    const made = bench({ cacheBy: [{ policy: 'value', value: 1 }] })
    const id = await queued(made, ['a'])
    made.code = 'code-2'
    made.backend.last.returns(made.store.codec.encode(1))
    made.backend.last.exit()
    await vi.waitFor(() => { expect(made.engine.jobs).toEqual([]) })
    expect(made.store.jobs.find(id as never)?.result).toEqual({ kind: 'value', value: 1 })
    await vi.waitFor(() => { expect(logOf(made, id)).toContain('Not cached: the code changed while it was computed.') })
    made.code = 'code-1'
    expect((await made.engine.trigger(made.calls(['a']))).reply).toBe('queued')
  })

  test('H14: what changed between the trigger and the start is noted, kept and not cached', async () => {
    const made = bench({ cacheBy: [{ policy: 'value', value: 1 }], whenRunning: 'queue' }, { jobLimit: 1 })
    await queued(made, ['before'], { pageId: 'page-2' as typeof pageId })
    const id = await queued(made, ['a'])
    made.code = 'code-2'
    made.backend.last.returns(made.store.codec.encode(0))
    made.backend.last.exit()
    await vi.waitFor(() => { expect(made.told(id).state.status).toBe('running') })
    await vi.waitFor(() => { expect(logOf(made, id)).toContain('Will not be cached: the code changed between the click and the start.') })
    // Nobody joins it under a key that is not its own any more.
    made.code = 'code-1'
    expect((await made.engine.trigger(made.calls(['a'], { pageId: 'page-3' as typeof pageId }))).reply).toBe('queued')
    made.backend.last.returns(made.store.codec.encode(1))
    made.backend.last.exit()
    await vi.waitFor(() => { expect(made.told(id).state.status).toBe('succeeded') })
    expect(made.store.jobs.find(id as never)?.result).toEqual({ kind: 'value', value: 1 })
  })

  test('H10: a result that is too large for the cache is kept, with a note in the run', async () => {
    const made = bench({ cacheBy: [] })
    writeCacheLimit(made.store.settings, 1_000)
    const id = await compute(made, ['a'], 'x'.repeat(2_000))
    await vi.waitFor(() => { expect(logOf(made, id)).toMatch(/Not cached: The result has \d+ bytes, more than the whole cache may have \(1000\)/) })
    expect(made.told(id).state.status).toBe('succeeded')
    expect((await made.engine.trigger(made.calls(['a']))).reply).toBe('queued')
  })

  test('H11: the verdict names the parts that differ, and is not a use', async () => {
    const made = bench({ cacheBy: [] })
    await compute(made, [{ k: 5, m: 1 }], 'x')
    await vi.waitFor(async () => { expect(await made.engine.verdict(made.calls([{ k: 6, m: 1 }]))).toEqual({ verdict: 'miss', differs: [{ part: 'k', before: '5', now: '6' }] }) })
    expect(await made.engine.verdict(made.calls([{ k: 5, m: 1 }]))).toMatchObject({ verdict: 'hit' })
  })
})
