import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { JobSnapshot } from '../../../src/shared/change.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import { inlineLimit } from '../../../src/shared/stored-value.ts'
import type { JobRecord, JobStore } from '../../../src/main/engine/ports.ts'
import { type Job, newlyQueued } from '../../../src/shared/job.ts'
import type { Needs } from '../../../src/shared/queue/needs.ts'
import { openTestStore } from './support/open-test-store.ts'
import {
  jobNamed, keyNamed, makeOwner, makeRecord, otherOwnerId, ownerId, pageNamed, queuedState, runNamed, runningState, succeededState, taskId,
} from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const idsOf = (snapshots: readonly JobSnapshot[]): readonly string[] => snapshots.map(({ job }) => job.id)
const withState = (job: Job, state: Job['state']): Job => ({ ...job, state })

describe('jobs', () => {
  it('R1: a job and its result are there, whole, when the folder is opened again', () => {
    const folder = temporaryFolder()
    const first = openTestStore(folder)
    const record = makeRecord('a', { args: [new Date(5), 7n], run: { cacheKey: keyNamed('k'), attempt: 2 } })
    first.jobs.addJobs([record])
    const job = withState(record.job, succeededState)
    first.jobs.commitResult({ jobs: [job], runId: job.runId, value: valueCodec.encode(new Map([['primes', 4]])), tookMs: 12.5 })
    first.close()
    const { jobs } = openTestStore(folder)
    expect(jobs.find(job.id)).toEqual({ job, progress: null, props: [], cached: null, result: { kind: 'value', value: new Map([['primes', 4]]) } })
    expect(jobs.find(jobNamed('never'))).toBeUndefined()
  })

  it('R1: what is written together is there whole, or not at all', () => {
    const { jobs } = openTestStore(temporaryFolder())
    const [one, other] = [makeRecord('one'), makeRecord('other')]
    jobs.together(() => {
      jobs.addJobs([one])
      jobs.commitResult({ jobs: [withState(one.job, succeededState)], runId: one.job.runId, value: valueCodec.encode(1), tookMs: 1 })
    })
    expect(jobs.find(one.job.id)?.result).toEqual({ kind: 'value', value: 1 })
    expect(() => { jobs.together(() => { jobs.addJobs([other]); throw new RangeError('half way') }) }).toThrow('half way')
    expect(jobs.find(other.job.id)).toBeUndefined()
  })

  it('F2: tells a result that changes nothing from a stored undefined and from none', () => {
    const { jobs } = openTestStore(temporaryFolder())
    for (const name of ['none', 'undefined', 'noUpdate']) jobs.addJobs([makeRecord(name)])
    jobs.commitResult({ jobs: [], runId: runNamed('run-of-undefined'), value: valueCodec.encode(undefined), tookMs: 1 })
    jobs.commitResult({ jobs: [], runId: runNamed('run-of-noUpdate'), value: null, tookMs: 1 })
    expect(['none', 'undefined', 'noUpdate'].map((name) => jobs.find(jobNamed(name))?.result))
      .toEqual([null, { kind: 'value', value: undefined }, { kind: 'noUpdate' }])
  })

  it('P7: tells a large result by its hash, and reads it from a file of its own', () => {
    const store = openTestStore(temporaryFolder())
    const large = valueCodec.encode(new Uint8Array(inlineLimit + 1).fill(7))
    store.jobs.addJobs([makeRecord('a')])
    store.jobs.commitResult({ jobs: [], runId: runNamed('run-of-a'), value: large, tookMs: 1 })
    expect(store.jobs.find(jobNamed('a'))?.result).toEqual({ kind: 'stored', stored: { hash: large.hash, size: large.size } })
    expect(store.values.read(large.hash)).toEqual(large.bytes)
  })

  it('keeps large arguments too, for starting the job again', () => {
    const store = openTestStore(temporaryFolder())
    const args = [new Uint8Array(inlineLimit * 2).fill(3)]
    store.jobs.addJobs([makeRecord('a', { args })])
    const [record] = store.jobs.unfinished(ownerId)
    const bytes = record?.request.bytes ?? store.values.read(record!.request.hash)
    expect(valueCodec.decode(bytes!)).toMatchObject({ args })
  })

  it('H5: remembers of a cache hit when and in how long its value was computed', () => {
    const { jobs } = openTestStore(temporaryFolder())
    const record = makeRecord('hit', { job: { state: { ...succeededState, from: 'cache' } }, run: { codeHash: null } })
    jobs.addJobs([record])
    jobs.commitResult({ jobs: [record.job], runId: record.run.id, value: valueCodec.encode(1), tookMs: 0, cached: { computedAt: 77, tookMs: 8 } })
    expect(jobs.find(record.job.id)).toMatchObject({ cached: { computedAt: 77, tookMs: 8 }, result: { kind: 'value', value: 1 } })
  })

  it('E5: the first ending of a job wins, whatever is saved later', () => {
    const { jobs } = openTestStore(temporaryFolder())
    const { job, run } = makeRecord('a')
    jobs.addJobs([makeRecord('a')])
    jobs.commitResult({ jobs: [withState(job, succeededState)], runId: run.id, value: valueCodec.encode('first'), tookMs: 1 })
    jobs.updateJobs([withState(job, runningState)])
    jobs.addJobs([makeRecord('a', { job: { state: queuedState } })])
    jobs.commitResult({ jobs: [], runId: run.id, value: valueCodec.encode('second'), tookMs: 1 })
    expect(jobs.find(job.id)).toMatchObject({ job: { state: succeededState }, result: { value: 'first' } })
  })

  it('F1: every state is read back as it was saved', () => {
    const { jobs } = openTestStore(temporaryFolder())
    const receipt = { ended: 3, left: 0, tookMs: 12.5 }
    const states: readonly Job['state'][] = [
      { status: 'queued', order: 1, held: false, after: null },
      { status: 'queued', order: 2, held: false, after: jobNamed('b') },
      runningState,
      { status: 'canceling', startedAt: 5, by: 'quit' },
      { status: 'failed', startedAt: null, finishedAt: 9, receipt: null, error: { code: 'INTERRUPTED', message: 'x' } },
      { status: 'failed', startedAt: 1, finishedAt: 9, receipt, error: {
        code: 'TASK_THREW', message: 'bad', name: 'RangeError', stack: 'at x', place: { file: 'a.ts', line: 3 }, hint: 'mend it', lastLines: ['a'],
        cause: { code: 'INTERNAL', message: 'deeper' },
      } },
      { status: 'canceled', startedAt: 1, finishedAt: 9, by: 'replaced', receipt },
      succeededState,
    ]
    for (const [index, state] of states.entries()) {
      jobs.addJobs([makeRecord(`job-${index}`)])
      jobs.updateJobs([makeRecord(`job-${index}`, { job: { state } }).job])
      expect(jobs.find(jobNamed(`job-${index}`))?.job.state).toEqual(state)
    }
  })

  it('G1: lists unfinished jobs by priority, then in the order they came', () => {
    const { jobs } = openTestStore(temporaryFolder())
    jobs.addJobs([makeRecord('low', { job: { priority: 'low' } }), makeRecord('one'), makeRecord('two')])
    jobs.addJobs([makeRecord('high', { job: { priority: 'high' } }), makeRecord('over', { job: { state: succeededState } }), makeRecord('other', { job: { ownerId: otherOwnerId } })])
    expect(jobs.unfinished(ownerId).map(({ job }) => job.id)).toEqual(['high', 'one', 'two', 'low'])
  })

  it('E7: keeps which process a run has until that is gone', () => {
    const { jobs } = openTestStore(temporaryFolder())
    const process = { pid: 7, startTime: '99', bootId: 'boot', token: 'token' }
    jobs.addJobs([makeRecord('a')])
    jobs.setProcess(runNamed('run-of-a'), process, { attempt: 1, bundle: null, environment: null, machine: null })
    expect(jobs.unfinished(ownerId)[0]?.process).toEqual(process)
    jobs.endRun(runNamed('run-of-a'), { receipt: { ended: 1, left: 0, tookMs: 3 }, usage: null, at: 1, beganAt: null, failedAttempts: [] })
    expect(jobs.unfinished(ownerId)[0]?.process).toBeNull()
  })

  it('R7: a state that is damaged on the disk is an ending, not a job that runs for ever', async () => {
    const folder = temporaryFolder()
    const store = openTestStore(folder)
    store.jobs.addJobs([makeRecord('a', { job: { state: runningState } })])
    store.close()
    const { default: SqliteDatabase } = await import('better-sqlite3')
    const raw = new SqliteDatabase(`${folder}/simmer.db`)
    raw.exec('UPDATE jobs SET state = \'{"status":"running","startedAt":"soon"}\'')
    raw.close()
    expect(openTestStore(folder).jobs.find(jobNamed('a'))?.job.state).toMatchObject({ status: 'failed', error: { code: 'DATABASE' } })
  })

  it('P9: pages through history meet every ended job once, newest first, also many of one millisecond', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (times, limit) => {
      const store = openTestStore(temporaryFolder())
      store.jobs.addJobs(times.map((createdAt, index) => makeRecord(`job-${index}`, { job: { createdAt, state: succeededState } })))
      store.jobs.addJobs([makeRecord('unfinished', { job: { createdAt: 5 } })])
      const seen: JobSnapshot[] = []
      for (let before = Infinity; ;) {
        const page = store.jobs.ended(before, limit)
        if (page.length === 0) break
        seen.push(...page)
        before = page.at(-1)!.job.createdAt
      }
      store.close()
      expect([...idsOf(seen)].sort()).toEqual(times.map((_, index) => `job-${index}`).sort())
      const created = seen.map(({ job }) => job.createdAt)
      expect(created).toEqual([...created].sort((a, b) => b - a))
    }), { numRuns: 25 })
  })

  it('G6: a page gets its unfinished jobs, and those that ended since it was saved', () => {
    const { jobs } = openTestStore(temporaryFolder())
    const pageId = pageNamed('page')
    jobs.addJobs([
      makeRecord('long ago', { job: { pageId, state: { ...succeededState, finishedAt: 100 } } }),
      makeRecord('since', { job: { pageId, state: { ...succeededState, finishedAt: 900 } } }),
      makeRecord('running', { job: { pageId, state: runningState } }),
      makeRecord('elsewhere', { job: { pageId: pageNamed('other') } }),
    ])
    expect(idsOf(jobs.ofPage(pageId, 500))).toEqual(['since', 'running'])
  })

  it('H9: jobs that share a run share its result', () => {
    const { jobs } = openTestStore(temporaryFolder())
    const shared = { job: { runId: runNamed('shared') } }
    jobs.addJobs([makeRecord('a', shared)])
    jobs.addJobs([makeRecord('b', shared)])
    const ended = ['a', 'b'].map((name) => withState(makeRecord(name, shared).job, succeededState))
    jobs.commitResult({ jobs: ended, runId: runNamed('shared'), value: valueCodec.encode(5), tookMs: 1 })
    expect(ended.map(({ id }) => jobs.find(id)?.result)).toEqual([{ kind: 'value', value: 5 }, { kind: 'value', value: 5 }])
  })

  it('H9: finds a run to join by its key while it may still succeed and its owner lives', () => {
    const { jobs } = openTestStore(temporaryFolder())
    const key = keyNamed('k')
    jobs.addJobs([makeRecord('a', { job: { ownerId: otherOwnerId }, run: { cacheKey: key } })])
    expect(jobs.runWithKey(key)).toBeUndefined()
    jobs.addOwner(makeOwner(otherOwnerId))
    expect(jobs.runWithKey(key)).toEqual({ runId: 'run-of-a', ownerId: otherOwnerId })
    jobs.updateJobs([makeRecord('a', { job: { state: { status: 'canceling', startedAt: 1, by: 'user' } } }).job])
    expect(jobs.runWithKey(key)).toBeUndefined()
  })
})

describe('slots', () => {
  const at = 1_000
  /** The jobs of a folder with two living engines, by name. */
  function folder(...records: readonly JobRecord[]): JobStore {
    const { jobs } = openTestStore(temporaryFolder())
    for (const id of [ownerId, otherOwnerId]) jobs.addOwner(makeOwner(id))
    jobs.addJobs(records)
    return jobs
  }
  const theirs = { job: { ownerId: otherOwnerId } } as const
  const needing = (needs: Partial<Needs>): { readonly job: Partial<Job> } => ({ job: { needs: { concurrency: null, resources: {}, totals: {}, ...needs } } })
  const gpu = needing({ resources: { gpu: 1 }, totals: { gpu: 1 } })

  it('G9: counts the runs, not the jobs, of all living owners, and gives no more than the limit', () => {
    const jobs = folder(makeRecord('a'), makeRecord('b', theirs), makeRecord('c'))
    const limits = { jobs: 2, at }
    expect(jobs.claimNext(ownerId, limits)).toBe('run-of-a')
    jobs.addJobs([makeRecord('joined', { job: { runId: runNamed('run-of-a'), state: runningState } })])
    expect(jobs.claimNext(otherOwnerId, limits)).toBe('run-of-b')
    expect(jobs.claimNext(ownerId, limits)).toBeUndefined()
    expect(jobs.find(jobNamed('c'))?.job.state.status).toBe('queued')
    jobs.removeOwner(otherOwnerId)
    expect(jobs.claimNext(ownerId, limits)).toBe('run-of-c')
    expect(jobs.find(jobNamed('c'))?.job.state).toEqual({ status: 'running', startedAt: at })
  })

  it('E3: a run that is being ended keeps its slot', () => {
    const jobs = folder(makeRecord('a', { job: { state: { status: 'canceling', startedAt: 1, by: 'user' } } }), makeRecord('b'))
    expect(jobs.claimNext(ownerId, { jobs: 1, at })).toBeUndefined()
  })

  it('G1: a task\'s own limit counts its runs alone, and those behind pass', () => {
    const elsewhere = `${taskId}-2` as typeof taskId
    const one = needing({ concurrency: 1 }).job
    const jobs = folder(makeRecord('a', { job: { ...one, state: runningState } }), makeRecord('b', { job: one }), makeRecord('c', { job: { ...one, taskId: elsewhere } }))
    expect(jobs.claimNext(ownerId, { jobs: 5, at })).toBe('run-of-c')
    expect(jobs.claimNext(ownerId, { jobs: 5, at })).toBeUndefined()
  })

  it('G1 G9: a resource that another engine has taken is taken; who needs none passes, and who needs less of it does not', () => {
    const both = needing({ resources: { gpu: 2 }, totals: { gpu: 2 } }), one = needing({ resources: { gpu: 1 }, totals: { gpu: 2 } })
    const jobs = folder(makeRecord('theirs', { job: { ...one.job, ownerId: otherOwnerId } }), makeRecord('both', both), makeRecord('one', one), makeRecord('none'))
    expect(jobs.claimNext(otherOwnerId, { jobs: 9, at })).toBe('run-of-theirs')
    expect(jobs.claimNext(ownerId, { jobs: 9, at })).toBe('run-of-none')
    expect(jobs.claimNext(ownerId, { jobs: 9, at })).toBeUndefined()
    jobs.updateJobs([withState(makeRecord('theirs', theirs).job, succeededState)])
    expect([jobs.claimNext(ownerId, { jobs: 9, at }), jobs.claimNext(ownerId, { jobs: 9, at })]).toEqual(['run-of-both', undefined])
  })

  it('G9: there is one queue: an engine waits for the turn of another, unless that one cannot use the slot or has fallen silent', () => {
    const jobs = folder(makeRecord('theirs', theirs), makeRecord('mine'))
    expect(jobs.claimNext(ownerId, { jobs: 2, at })).toBeUndefined()
    expect(jobs.claimNext(ownerId, { jobs: 2, at: at + 60_000 })).toBe('run-of-mine')
    jobs.addJobs([makeRecord('next')])
    expect(jobs.claimNext(otherOwnerId, { jobs: 1, at })).toBeUndefined()
    expect(jobs.claimNext(ownerId, { jobs: 3, at })).toBe('run-of-next')
  })

  it('G1: held jobs, and those behind another, are passed; a held or drained queue starts nothing', () => {
    const jobs = folder(makeRecord('behind', { job: { state: { ...newlyQueued, after: jobNamed('x') } } }), makeRecord('held', gpu), makeRecord('free', gpu))
    jobs.editQueue({ edit: 'hold', jobIds: [jobNamed('held')] })
    for (const mode of ['held', 'draining'] as const) {
      jobs.setQueueMode(mode)
      expect([jobs.queueMode(), jobs.claimNext(ownerId, { jobs: 5, at })]).toEqual([mode, undefined])
    }
    jobs.setQueueMode('open')
    expect(jobs.claimNext(ownerId, { jobs: 5, at })).toBe('run-of-free')
  })
})

describe('owners', () => {
  it('G9: owners come, beat and go', () => {
    const { jobs } = openTestStore(temporaryFolder())
    jobs.addOwner(makeOwner(ownerId))
    jobs.addOwner({ ...makeOwner(otherOwnerId), kind: 'terminal' })
    jobs.heartbeat(ownerId, 5000)
    expect(jobs.owners()).toEqual([{ ...makeOwner(ownerId), heartbeat: 5000 }, { ...makeOwner(otherOwnerId), kind: 'terminal' }])
    jobs.removeOwner(ownerId)
    expect(jobs.owners().map(({ id }) => id)).toEqual([otherOwnerId])
  })

  it('G8: a dead owner\'s unfinished jobs go to one engine, once, as they stood', () => {
    const folder = temporaryFolder()
    const { jobs } = openTestStore(folder)
    const other = openTestStore(folder).jobs
    jobs.addOwner(makeOwner(otherOwnerId))
    const dead = { ownerId: otherOwnerId }
    jobs.addJobs([makeRecord('running', { job: { ...dead, state: runningState } }), makeRecord('queued', { job: dead }), makeRecord('over', { job: { ...dead, state: succeededState } })])
    const taken = jobs.takeOver(otherOwnerId, ownerId)
    expect(taken.map(({ job }) => [job.id, job.ownerId, job.state.status])).toEqual([['running', ownerId, 'running'], ['queued', ownerId, 'queued']])
    expect(other.takeOver(otherOwnerId, otherOwnerId)).toEqual([])
    expect(jobs.owners()).toEqual([])
    expect(other.unfinished(ownerId).map(({ job }) => job.id)).toEqual(['running', 'queued'])
    expect(jobs.find(jobNamed('over'))?.job.ownerId).toBe(otherOwnerId)
  })

  it('G9: each engine sees what the others changed, once, and not its own', () => {
    const folder = temporaryFolder()
    const mine = openTestStore(folder).jobs
    mine.addJobs([makeRecord('before', { job: { ownerId: otherOwnerId } })])
    const theirs = openTestStore(folder).jobs
    const version = mine.version()
    expect(mine.version()).toBe(version)
    theirs.addJobs([makeRecord('theirs', { job: { ownerId: otherOwnerId } }), makeRecord('gone', { job: { ownerId: otherOwnerId } })])
    mine.addJobs([makeRecord('mine')])
    expect(mine.version()).not.toBe(version)
    expect(idsOf(mine.foreignChanges(ownerId))).toEqual(['before', 'theirs', 'gone'])
    expect(mine.foreignChanges(ownerId)).toEqual([])
    theirs.updateJobs([makeRecord('gone', { job: { ownerId: otherOwnerId, state: succeededState } }).job])
    expect(mine.foreignChanges(ownerId).map(({ job }) => [job.id, job.state])).toEqual([['gone', succeededState]])
    expect(idsOf(theirs.foreignChanges(otherOwnerId))).toEqual(['mine'])
  })

  it('G9: a cancel asked of another engine reaches that one alone, once, the first asker named, with force where anyone asked for that', () => {
    const { jobs } = openTestStore(temporaryFolder())
    jobs.addJobs([makeRecord('a'), makeRecord('over', { job: { state: succeededState } })])
    jobs.askCancel(jobNamed('a'), { by: 'terminal', force: false })
    jobs.askCancel(jobNamed('a'), { by: 'user', force: true })
    jobs.askCancel(jobNamed('over'), { by: 'user', force: false })
    expect(jobs.takeCancels(otherOwnerId)).toEqual([])
    expect(jobs.takeCancels(ownerId)).toEqual([{ jobId: 'a', by: 'terminal', force: true }])
    expect(jobs.takeCancels(ownerId)).toEqual([])
    expect(() => { jobs.askCancel(jobNamed('never'), { by: 'user', force: false }) }).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
  })
})

describe('pages', () => {
  const page = (name: string, savedAt: number): Parameters<ReturnType<typeof openTestStore>['jobs']['savePage']>[0] =>
    ({ pageId: pageNamed(name), taskId, savedAt, state: { name, when: new Date(savedAt) } })

  it('C1: a task opened again gets the newest page that no living window has', () => {
    const { jobs } = openTestStore(temporaryFolder())
    jobs.addOwner(makeOwner(ownerId))
    jobs.addOwner(makeOwner(otherOwnerId))
    jobs.savePage(page('mine, shown', 50), ownerId)
    jobs.savePage(page('theirs', 40), otherOwnerId)
    jobs.savePage(page('mine, lost', 30), ownerId)
    jobs.savePage(page('free', 20), ownerId)
    jobs.releasePage(pageNamed('free'))
    const held = [pageNamed('mine, shown')]
    expect(jobs.takePage(taskId, ownerId, held)).toEqual(page('mine, lost', 30))
    expect(jobs.takePage(taskId, otherOwnerId, [pageNamed('theirs')])).toEqual(page('free', 20))
    expect(jobs.takePage(taskId, ownerId, [...held, pageNamed('mine, lost')])).toBeUndefined()
    jobs.removeOwner(otherOwnerId)
    expect(jobs.takePage(taskId, ownerId, [...held, pageNamed('mine, lost')])).toEqual(page('theirs', 40))
  })

  it('keeps the newest twenty pages that nobody has, and every page that somebody has', () => {
    const { jobs } = openTestStore(temporaryFolder())
    jobs.addOwner(makeOwner())
    jobs.savePage(page('shown', 1), ownerId)
    for (let count = 1; count <= 25; count++) {
      jobs.savePage(page(`free-${count}`, 100 + count), ownerId)
      jobs.releasePage(pageNamed(`free-${count}`))
    }
    const taken: string[] = []
    for (;;) {
      const next = jobs.takePage(taskId, ownerId, [pageNamed('shown'), ...taken.map(pageNamed)])
      if (next === undefined) break
      taken.push(next.pageId)
    }
    expect(taken).toEqual(Array.from({ length: 20 }, (_, index) => `free-${25 - index}`))
    expect(jobs.takePage(taskId, ownerId, taken.map(pageNamed))?.pageId).toBe('shown')
  })

  it('R12: a damaged page is never shown; the one before it is', async () => {
    const folder = temporaryFolder()
    const store = openTestStore(folder)
    store.jobs.savePage(page('older', 1), ownerId)
    store.jobs.savePage(page('newer', 2), ownerId)
    const { default: SqliteDatabase } = await import('better-sqlite3')
    const raw = new SqliteDatabase(`${folder}/simmer.db`)
    raw.prepare('UPDATE pages SET state = ? WHERE id = \'newer\'').run(valueCodec.encode({ name: 'forged' }).bytes)
    raw.close()
    expect(store.jobs.takePage(taskId, ownerId, [])).toEqual(page('older', 1))
  })
})
