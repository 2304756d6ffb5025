import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { brandAs, type CacheKey, type JobId, type PageId } from '../../../src/shared/brand.ts'
import type { Job } from '../../../src/shared/job.ts'
import type { CallbackDescriptor } from '../../../src/shared/task.ts'
import { callbackOf, engineBench, type EngineBench } from '../../support/engine-bench.ts'

/** Two engines on one data folder, as the app and a terminal are. */
function pair(overrides: Partial<CallbackDescriptor> = { cacheBy: [] }, limits: readonly [number, number] = [2, 2]): readonly [EngineBench, EngineBench] {
  const folder = mkdtempSync(path.join(tmpdir(), 'simmer-shared-'))
  const [first, second] = limits.map((jobLimit) => engineBench(callbackOf(overrides), { folder, jobLimit })) as [EngineBench, EngineBench]
  onTestFinished(() => { second.close(); first.close() })
  return [first, second]
}

const otherPage = brandAs<PageId>('page-2')

async function trigger(made: EngineBench, more: Parameters<EngineBench['calls']>[1] = {}): Promise<{ readonly reply: string; readonly job: Job }> {
  const reply = await made.engine.trigger(made.calls(['a'], more))
  if (reply.reply === 'ignored') throw new Error('ignored')
  return reply
}

/** What an engine does every 200 ms where the other has written. */
function look(made: EngineBench): void {
  made.engine.lookAround()
  for (const { jobId, by } of made.store.jobs.takeCancels(made.ownerId)) made.engine.cancel(jobId, by)
}
const lookTogether = (...benches: readonly EngineBench[]): void => { for (const made of [...benches, ...benches]) look(made) }

function returns(made: EngineBench, value: unknown): void {
  made.backend.last.returns(made.store.codec.encode(value))
  made.backend.last.exit()
}

describe('A run that two engines share', () => {
  test('H9: an equal key that another engine runs is joined: one run, and both get its result', async () => {
    const [app, terminal] = pair()
    const { job: first } = await trigger(app)
    const { reply, job: second } = await trigger(terminal, { pageId: otherPage })
    expect([reply, second.state.status, second.runId]).toEqual(['joined', 'running', first.runId])
    expect(terminal.backend.runs).toHaveLength(0)
    returns(app, 42)
    look(terminal)
    expect(terminal.told(second.id).state).toMatchObject({ status: 'succeeded', from: 'joined' })
    expect(terminal.changes.findLast((change) => change.change === 'job')).toMatchObject({ job: { id: second.id }, result: { kind: 'value', value: 42 } })
    expect(app.told(first.id).state).toMatchObject({ status: 'succeeded', from: 'run' })
    await vi.waitFor(() => { expect([app.engine.jobs, terminal.engine.jobs]).toEqual([[], []]) })
  })

  test('H9: one that is still queued there is joined, and starts for both at once', async () => {
    const [app, terminal] = pair({ cacheBy: [] }, [1, 1])
    await trigger(app, { args: ['other'], pageId: otherPage })
    const { job: queued } = await trigger(app)
    const { reply, job: joined } = await trigger(terminal)
    expect([reply, joined.state.status]).toEqual(['joined', 'queued'])
    lookTogether(app, terminal)
    returns(app, 'other')
    await vi.waitFor(() => { expect(app.told(queued.id).state.status).toBe('running') })
    look(terminal)
    expect(terminal.told(joined.id).state.status).toBe('running')
    expect(app.backend.runs).toHaveLength(2)
  })

  test('H9: a job that joins gets the latest progress and props', async () => {
    const [app, terminal] = pair()
    await trigger(app)
    const { observer } = app.backend.last
    observer.progressed({ seq: 1, value: 'half' })
    observer.propsSet({ seq: 1, value: [{ id: 'x', props: { children: 1 } }] as never })
    const { job } = await trigger(terminal)
    lookTogether(app, terminal)
    const news = (): readonly unknown[] => terminal.changes.filter(({ change }) => change === 'progress' || change === 'props')
    expect(news()).toEqual([
      { change: 'progress', jobIds: [job.id], progress: { seq: 1, value: 'half' } },
      { change: 'props', jobIds: [job.id], props: { seq: 1, value: [{ id: 'x', props: { children: 1 } }] } },
    ])
    observer.progressed({ seq: 2, value: 'more' })
    await vi.waitFor(() => { look(terminal); expect(news().at(-1)).toMatchObject({ progress: { seq: 2, value: 'more' } }) })
    expect(terminal.engine.snapshotOf(job.id)?.progress).toEqual({ seq: 2, value: 'more' })
  })

  test('H9: the run goes on while one of them wants it, and is killed when the last one leaves, whoever owns it', async () => {
    const [app, terminal] = pair()
    const { job: first } = await trigger(app)
    const { job: second } = await trigger(terminal)
    app.engine.cancel(first.id, 'user')
    expect(app.told(first.id).state.status).toBe('canceled')
    expect(app.backend.last.signal.aborted).toBe(false)
    terminal.engine.cancel(second.id, 'terminal')
    expect(terminal.told(second.id).state.status).toBe('canceling')
    look(app)
    expect(app.backend.last.signal.aborted).toBe(true)
    await vi.waitFor(() => { look(terminal); expect(terminal.told(second.id).state).toMatchObject({ status: 'canceled', by: 'terminal', receipt: { ended: 3 } }) })
  })

  test('H9: who only leaves a shared run is canceled at once, and the run goes on', async () => {
    const [app, terminal] = pair()
    const { job: first } = await trigger(app)
    const { job: second } = await trigger(terminal)
    terminal.engine.cancel(second.id, 'user')
    lookTogether(app, terminal)
    expect(terminal.told(second.id).state.status).toBe('canceled')
    expect([app.backend.last.signal.aborted, app.told(first.id).state.status]).toEqual([false, 'running'])
  })

  test('H9: a failure is everyone’s failure', async () => {
    const [app, terminal] = pair()
    await trigger(app)
    const { job } = await trigger(terminal)
    app.backend.last.fails({ code: 'TASK_THREW', message: 'no' })
    await vi.waitFor(() => { look(terminal); expect(terminal.told(job.id).state).toMatchObject({ status: 'failed', error: { message: 'no' } }) })
  })

  test('H9: a second job of the joining engine joins too, and is told what the first one knows', async () => {
    const [app, terminal] = pair()
    await trigger(app)
    app.backend.last.observer.progressed({ seq: 1, value: 'half' })
    const { job: second } = await trigger(terminal)
    lookTogether(app, terminal)
    const { reply, job: third } = await trigger(terminal, { pageId: otherPage })
    expect([reply, third.runId]).toEqual(['joined', second.runId])
    expect(terminal.changes.at(-1)).toMatchObject({ change: 'progress', jobIds: [third.id] })
    returns(app, 1)
    look(terminal)
    expect([second, third].map(({ id }) => terminal.told(id).state.status)).toEqual(['succeeded', 'succeeded'])
  })

  test('H9: where the engine that runs it quits, the other computes it itself, and says so', async () => {
    const [app, terminal] = pair()
    const { job: first } = await trigger(app)
    const { job: second } = await trigger(terminal)
    app.backend.last.observer.progressed({ seq: 3, value: 'half' })
    lookTogether(app, terminal)
    await app.engine.stop()
    expect(app.told(first.id).state).toMatchObject({ status: 'canceled', by: 'quit' })
    look(terminal)
    expect(terminal.told(second.id).state.status).toBe('running')
    expect(terminal.store.jobs.readLog(terminal.engine.snapshotOf(second.id)!.job.runId).map(({ text }) => text).join('')).toContain('it is computed here')
    // Windows know a late value by its number: the new run counts on from there.
    terminal.backend.last.observer.progressed({ seq: 1, value: 'again' })
    expect(terminal.engine.snapshotOf(second.id)?.progress?.seq).toBeGreaterThan(3)
    returns(terminal, 'mine')
    expect(terminal.told(second.id).state).toMatchObject({ status: 'succeeded', from: 'run' })
    expect(terminal.store.jobs.find(second.id)?.result).toEqual({ kind: 'value', value: 'mine' })
  })

  test('H9: where the engine that runs it dies, the other computes it itself; one that was being canceled is over', async () => {
    const [app, terminal] = pair()
    const { job: first } = await trigger(app)
    const { job: goesOn } = await trigger(terminal)
    const { job: leaves } = await trigger(terminal, { pageId: otherPage })
    terminal.engine.cancel(leaves.id, 'user')
    // It is found dead, and its own jobs are decided.
    const left = terminal.store.jobs.takeOver(app.ownerId, terminal.ownerId)
    expect(left.map(({ job }) => job.id)).toEqual([first.id])
    look(terminal)
    expect(terminal.told(leaves.id).state.status).toBe('canceled')
    expect(terminal.told(goesOn.id).state.status).toBe('running')
    expect(terminal.backend.runs).toHaveLength(1)
  })

  test('H9: a guest whose own engine dies stays with the run, as that engine’s', async () => {
    const [app, terminal] = pair()
    await trigger(app)
    const { job } = await trigger(terminal)
    look(app)
    expect(app.store.jobs.takeOver(terminal.ownerId, app.ownerId)).toEqual([])
    returns(app, 7)
    expect(app.store.jobs.find(job.id)).toMatchObject({ job: { ownerId: app.ownerId, state: { status: 'succeeded' } }, result: { kind: 'value', value: 7 } })
  })

  test('H9: a job that joins as the run returns, or as its last job leaves, never waits for ever', async () => {
    const [app, terminal] = pair()
    await trigger(app)
    const { job: unseen } = await trigger(terminal)
    // The other engine has not looked yet.
    returns(app, 1)
    look(terminal)
    expect(terminal.told(unseen.id).state.status).toBe('succeeded')
    const { job: alone } = await trigger(app, { fresh: true })
    const { job: late } = await trigger(terminal, { args: ['a'], fresh: true })
    expect(late.runId).not.toBe(alone.runId)
    terminal.engine.cancel(late.id, 'user')
    app.engine.cancel(alone.id, 'user')
    await vi.waitFor(() => { lookTogether(app, terminal); expect([app.engine.jobs, terminal.engine.jobs]).toEqual([[], []]) })
  })

  test('H1, H9: without cacheBy, or asked for fresh, nothing is joined', async () => {
    const [app, terminal] = pair({ cacheBy: null })
    await trigger(app)
    expect((await trigger(terminal)).reply).toBe('queued')
    const [again, other] = pair()
    await trigger(again)
    expect((await trigger(other, { fresh: true })).reply).toBe('queued')
  })

  test('H14: a run whose key no longer holds is joined by nobody', async () => {
    const [app, terminal] = pair()
    await trigger(app)
    app.store.jobs.closeKey(app.engine.jobs[0]!.job.runId)
    expect((await trigger(terminal)).reply).toBe('queued')
  })

  test('H9: both at once make one run, however often', async () => {
    const [app, terminal] = pair({ cacheBy: [], whenRunning: 'parallel' }, [20, 20])
    for (let round = 0; round < 10; round += 1) {
      const asked = await Promise.all([app, terminal, app, terminal].map((made) => trigger(made, { args: [round] })))
      expect(new Set(asked.map(({ job }) => job.runId)).size).toBe(1)
    }
    const key = brandAs<CacheKey>('unknown')
    expect(app.store.jobs.runWithKey(key)).toBeUndefined()
    expect(app.backend.runs.length + terminal.backend.runs.length).toBe(10)
  })
})

describe('An equal key of the page’s own', () => {
  test.each(['replace', 'queue', 'parallel'] as const)('H9: joins its job in flight under %s: the run goes on', async (whenRunning) => {
    const [made] = pair({ cacheBy: [], whenRunning })
    const { job: first } = await trigger(made)
    const { reply, job: second } = await trigger(made)
    expect([reply, second.runId]).toEqual(['joined', first.runId])
    expect(made.backend.last.signal.aborted).toBe(false)
    expect(made.told(first.id).state.status).toBe(whenRunning === 'replace' ? 'canceled' : 'running')
    returns(made, 1)
    expect(made.told(second.id).state.status).toBe('succeeded')
    expect(made.backend.runs).toHaveLength(1)
  })

  test('H9: is ignored under ignore', async () => {
    const [made] = pair({ cacheBy: [], whenRunning: 'ignore' })
    const { job } = await trigger(made)
    expect(await made.engine.trigger(made.calls(['a']))).toEqual({ reply: 'ignored', by: job.id satisfies JobId })
  })
})
