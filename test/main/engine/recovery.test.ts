import { afterEach, describe, expect, test } from 'vitest'
import { brandAs, type OwnerId } from '../../../src/shared/brand.ts'
import type { Change } from '../../../src/shared/change.ts'
import type { Job } from '../../../src/shared/job.ts'
import type { CallbackDescriptor } from '../../../src/shared/task.ts'
import type { ProcessIdentity } from '../../../src/main/engine/ports.ts'
import { recover } from '../../../src/main/engine/recovery.ts'
import { systemClock } from '../../../src/main/engine/system-clock.ts'
import { callbackOf, type EngineBench, engineBench, taskId } from '../../support/engine-bench.ts'
import { fullSize, isFullSize } from '../../support/full-size.ts'
import { jobNamed, makeRecord, queuedState, runNamed } from '../store/support/records.ts'

const dead = brandAs<OwnerId>('dead-owner')
const open: EngineBench[] = []
afterEach(async () => { for (const made of open.splice(0)) { await made.engine.stop(); made.close() } })

const identity: ProcessIdentity = { pid: 4_000_000, startTime: '77', bootId: 'boot', token: 'run-token' }

/** A folder in which an engine died with one job running and one queued. */
async function afterDeath(callback: Partial<CallbackDescriptor> = {}, alive = false): Promise<{ made: EngineBench; running: Job; queued: Job; swept: readonly unknown[]; changes: readonly Change[] }> {
  const made = engineBench(callbackOf({ whenRunning: 'parallel', ...callback }), { jobLimit: 1 })
  open.push(made)
  const { store } = made
  const [running, queued] = await Promise.all([1, 2].map(async (arg) => {
    const reply = await made.engine.trigger(made.calls([arg]))
    if (reply.reply !== 'queued') throw new Error(reply.reply)
    return reply.job
  })) as [Job, Job]
  made.backend.last.observer.spawned(identity)
  const [me] = store.jobs.owners()
  store.jobs.addOwner({ id: dead, pid: 4_000_001, startTime: '76', bootId: 'boot', kind: 'app', token: 'owner-token', heartbeat: 0 })
  // As if the dead owner had started them.
  store.jobs.takeOver(me?.id ?? dead, dead)
  const swept: unknown[] = []
  const changes: Change[] = []
  await recover({
    store: store.jobs, clock: systemClock, ownerId: brandAs<OwnerId>('me'), worksQueue: true, engine: { rest: (work) => work(), adopt: async (records) => { changes.push(...records.map(({ job }) => ({ change: 'job' as const, job }))); return Promise.resolve([]) } },
    tasks: { runnable: () => Promise.resolve({ ...made.task, descriptor: { ...made.task.descriptor, callbacks: [callbackOf({ whenRunning: 'parallel', ...callback })] } }) },
    probe: { isAlive: () => Promise.resolve(alive) }, broadcaster: { send: (change) => { changes.push(change) } },
    sweeper: { endLeftovers: (...args) => { swept.push(args); return Promise.resolve({ ended: 2, left: 0, tookMs: 1 }) } },
  })
  return { made, running, queued, swept, changes }
}

describe('Recovery', () => {
  test('G8: a running job of a dead owner is interrupted, its processes swept by identity and token first', async () => {
    const { made, running, swept } = await afterDeath()
    expect(swept).toEqual([[[identity], ['owner-token']]])
    expect(made.store.jobs.find(running.id)?.job.state).toMatchObject({ status: 'failed', error: { code: 'INTERRUPTED' }, receipt: { ended: 2, left: 0 } })
  })

  test('G8: queued jobs go on in the engine that recovers', async () => {
    const { changes, queued } = await afterDeath()
    expect(changes).toContainEqual(expect.objectContaining({ change: 'job', job: expect.objectContaining({ id: queued.id, ownerId: 'me', state: expect.objectContaining({ status: 'queued' }) as unknown }) as unknown }))
  })

  test('G8: onInterrupted "requeue" queues a running job again', async () => {
    const { changes, running } = await afterDeath({ onInterrupted: 'requeue' })
    expect(changes).toContainEqual(expect.objectContaining({ job: expect.objectContaining({ id: running.id, state: expect.objectContaining({ status: 'queued' }) as unknown }) as unknown }))
  })

  test('G9: jobs of living owners are not touched', async () => {
    const { made, running, swept } = await afterDeath({}, true)
    expect(swept).toEqual([])
    expect(made.store.jobs.unfinished(dead).map(({ job }) => job.id)).toContain(running.id)
  })

  test('R7: after a death every one of many jobs is decided, queued ones in their order, those that shared a run sharing it', { timeout: fullSize(20_000, 120_000) }, async () => {
    const callback = callbackOf({ whenRunning: 'parallel', onInterrupted: 'requeue' })
    const made = engineBench(callback, { jobLimit: 1 })
    open.push(made)
    const { store } = made
    const rows = fullSize(200, 1_000)
    const me = store.jobs.owners()[0]?.id ?? dead
    store.jobs.addOwner({ id: dead, pid: 4_000_001, startTime: '76', bootId: 'boot', kind: 'app', token: 'owner-token', heartbeat: 0 })
    const states = [{ status: 'running', startedAt: 1 }, { status: 'canceling', startedAt: 1, by: 'user' }, queuedState] as const
    store.jobs.addJobs(Array.from({ length: rows }, (_, index) => makeRecord(`job-${index}`, {
      // Two of each kind share a run.
      job: { taskId, ownerId: dead, state: states[index % 3] ?? states[0], runId: runNamed(`run-${index % 3}-${Math.floor(index / 6)}`) }, args: [index],
    })))
    const began = performance.now()
    await recover({
      store: store.jobs, clock: systemClock, ownerId: me, worksQueue: true, engine: made.engine, tasks: { runnable: () => Promise.resolve(made.task) },
      probe: { isAlive: () => Promise.resolve(false) }, broadcaster: { send: () => undefined }, sweeper: { endLeftovers: () => Promise.resolve({ ended: 0, left: 0, tookMs: 0 }) },
    })
    const tookMs = performance.now() - began
    expect(store.jobs.unfinished(dead)).toEqual([])
    const ended = store.jobs.ended(Infinity, 100_000).map(({ job }) => job)
    expect(ended.every(({ state }) => state.status === 'failed' && state.error.code === 'INTERRUPTED')).toBe(true)
    const waiting = Array.from({ length: rows }, (_, index) => store.jobs.find(jobNamed(`job-${index}`))?.job).filter((job) => job?.state.status !== 'failed')
    expect(ended.length + waiting.length).toBe(rows)
    // What says that it runs has a process: one for two jobs, as before the death.
    const running = waiting.filter((job) => job?.state.status !== 'queued')
    expect(running.every((job) => made.backend.runs.some(({ request }) => request.run.id === job?.runId))).toBe(true)
    expect(new Set(made.backend.runs.map(({ request }) => request.run.id)).size).toBe(made.backend.runs.length)
    if (isFullSize) console.log(`R7: ${rows} rows decided in ${Math.round(tookMs)} ms`)
  })

  test('R9: attempts count on across deaths, and a run that outlived two owners is not queued again', async () => {
    const { made, running } = await afterDeath({ onInterrupted: 'requeue' })
    const { store } = made
    const again = store.jobs.unfinished(brandAs<OwnerId>('me')).find(({ job }) => job.id === running.id)
    expect(again).toMatchObject({ deaths: 1, run: { attempt: 1 } })
    store.jobs.addOwner({ id: brandAs<OwnerId>('me'), pid: 1, startTime: '1', bootId: 'boot', kind: 'app', token: 'mine', heartbeat: 0 })
    const claimed = [1, 2].map(() => store.jobs.claimNext(brandAs<OwnerId>('me'), { jobs: 9, at: 1 }))
    expect(claimed).toContain(running.runId)
    expect(store.jobs.unfinished(brandAs<OwnerId>('me')).find(({ job }) => job.id === running.id)).toMatchObject({ deaths: 1, begun: false, run: { attempt: 2 } })
  })
})
