import { describe, expect, it } from 'vitest'
import { brandAs, type CallbackId, type JobId, type OwnerId, type RunId, type TaskId } from '../../src/shared/brand.ts'
import { emptyReceipt, isEnded, type Job, type JobEvent, type JobState, reduceJob } from '../../src/shared/job.ts'

const receipt = { ended: 3, left: 0, tookMs: 12 }
const crash = { code: 'CRASHED', message: 'exit code 3' } as const
const interrupted = { code: 'INTERRUPTED', message: 'the app died' } as const

const states = {
  queued: { status: 'queued', order: 2, held: false, after: null },
  running: { status: 'running', startedAt: 10 },
  canceling: { status: 'canceling', startedAt: 10, by: 'user' },
  succeeded: { status: 'succeeded', startedAt: 10, finishedAt: 20, from: 'run' },
  failed: { status: 'failed', startedAt: 10, finishedAt: 20, error: crash, receipt: null },
  canceled: { status: 'canceled', startedAt: 10, finishedAt: 20, by: 'user', receipt: emptyReceipt },
} as const satisfies Record<JobState['status'], JobState>

const events = {
  placed: { event: 'placed', order: 1.5, held: true },
  behind: { event: 'behind', after: brandAs<JobId>('other') },
  started: { event: 'started', at: 30 },
  returned: { event: 'returned', at: 30, from: 'run' },
  crashed: { event: 'failed', at: 30, error: crash, receipt },
  interrupted: { event: 'failed', at: 30, error: interrupted, receipt: null },
  cancelAsked: { event: 'cancelAsked', by: 'replaced' },
  gone: { event: 'gone', at: 30, by: 'replaced', receipt },
} as const satisfies Record<string, JobEvent>

type Expected = JobState | 'same' | 'throws'
const table: Record<keyof typeof states, Record<keyof typeof events, Expected>> = {
  queued: {
    placed: { status: 'queued', order: 1.5, held: true, after: null },
    behind: { status: 'queued', order: 2, held: false, after: brandAs<JobId>('other') },
    started: { status: 'running', startedAt: 30 },
    returned: { status: 'succeeded', startedAt: 30, finishedAt: 30, from: 'run' },
    crashed: { status: 'failed', startedAt: null, finishedAt: 30, error: crash, receipt },
    interrupted: { status: 'failed', startedAt: null, finishedAt: 30, error: interrupted, receipt: null },
    cancelAsked: 'same',
    gone: { status: 'canceled', startedAt: null, finishedAt: 30, by: 'replaced', receipt },
  },
  running: {
    placed: 'throws', behind: 'throws', started: 'throws',
    returned: { status: 'succeeded', startedAt: 10, finishedAt: 30, from: 'run' },
    crashed: { status: 'failed', startedAt: 10, finishedAt: 30, error: crash, receipt },
    interrupted: { status: 'failed', startedAt: 10, finishedAt: 30, error: interrupted, receipt: null },
    cancelAsked: { status: 'canceling', startedAt: 10, by: 'replaced' },
    gone: { status: 'canceled', startedAt: 10, finishedAt: 30, by: 'replaced', receipt },
  },
  canceling: {
    placed: 'throws', behind: 'throws', started: 'throws',
    returned: { status: 'succeeded', startedAt: 10, finishedAt: 30, from: 'run' },
    crashed: 'same',
    interrupted: { status: 'failed', startedAt: 10, finishedAt: 30, error: interrupted, receipt: null },
    cancelAsked: 'same',
    gone: { status: 'canceled', startedAt: 10, finishedAt: 30, by: 'user', receipt },
  },
  succeeded: { placed: 'same', behind: 'same', started: 'same', returned: 'same', crashed: 'same', interrupted: 'same', cancelAsked: 'same', gone: 'same' },
  failed: { placed: 'same', behind: 'same', started: 'same', returned: 'same', crashed: 'same', interrupted: 'same', cancelAsked: 'same', gone: 'same' },
  canceled: { placed: 'same', behind: 'same', started: 'same', returned: 'same', crashed: 'same', interrupted: 'same', cancelAsked: 'same', gone: 'same' },
}

function jobIn(state: JobState): Job {
  return {
    id: brandAs<JobId>('job'), runId: brandAs<RunId>('run'), taskId: brandAs<TaskId>('folder/task.ts'), callbackId: brandAs<CallbackId>('run'), instance: '',
    pageId: null, ownerId: brandAs<OwnerId>('owner'), createdAt: 1, label: '', priority: 'normal', fresh: false, state,
  }
}

describe('reduceJob', () => {
  for (const [status, row] of Object.entries(table)) {
    const job = jobIn(states[status as keyof typeof states])
    for (const [name, expected] of Object.entries(row)) {
      const event = events[name as keyof typeof events]
      it(`F1: ${status} × ${name} → ${typeof expected === 'string' ? expected : expected.status}`, () => {
        if (expected === 'throws') expect(() => reduceJob(job, event)).toThrow(expect.objectContaining({ code: 'INTERNAL' }) as Error)
        else if (expected === 'same') expect(reduceJob(job, event)).toBe(job)
        else expect(reduceJob(job, event)).toEqual({ ...job, state: expected })
      })
    }
  }

  it('F1: exactly three states are endings', () => {
    expect(Object.values(states).filter(isEnded).map(({ status }) => status)).toEqual(['succeeded', 'failed', 'canceled'])
  })

  it('never touches the job that it is given', () => {
    const job = Object.freeze(jobIn(Object.freeze({ ...states.running })))
    expect(reduceJob(job, events.returned)).not.toBe(job)
  })
})
