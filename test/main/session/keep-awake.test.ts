import { expect, it } from 'vitest'
import { KeepAwake } from '../../../src/main/session/keep-awake.ts'
import { brandAs } from '../../../src/shared/brand.ts'
import type { Change } from '../../../src/shared/change.ts'
import type { Job, JobState } from '../../../src/shared/job.ts'

const states = {
  queued: { status: 'queued', order: 1, held: false, after: null },
  running: { status: 'running', startedAt: 1 },
  canceling: { status: 'canceling', startedAt: 1, by: 'user' },
  succeeded: { status: 'succeeded', startedAt: 1, finishedAt: 2, from: 'run' },
  failed: { status: 'failed', startedAt: 1, finishedAt: 2, error: { code: 'CRASHED', message: 'gone' }, receipt: null },
  canceled: { status: 'canceled', startedAt: 1, finishedAt: 2, by: 'user', receipt: { ended: 1, left: 0, tookMs: 1 } },
} satisfies Record<string, JobState>

/** What was held after each step, `job state` by `job state`. */
function heldAfter(steps: readonly string[]): { readonly held: number[]; readonly started: number; readonly end: () => number } {
  const held = new Set<number>()
  let started = 0
  const awake = new KeepAwake({
    start: () => { started += 1; held.add(started); return started },
    stop: (id) => { if (!held.delete(id)) throw new Error(`${id} is not held`) },
  })
  const counts = steps.map((step) => {
    awake.apply([changeOf(step)])
    return held.size
  })
  return { held: counts, get started() { return started }, end: () => { awake[Symbol.dispose](); return held.size } }
}

function changeOf(step: string): Change {
  const [id = '', state = ''] = step.split(' ')
  const job: Job = {
    id: brandAs(id), runId: brandAs(id), taskId: brandAs('task'), callbackId: brandAs('run'), instance: '', pageId: null, ownerId: brandAs('owner'),
    createdAt: 1, label: '', priority: 'normal', fresh: false, state: states[state as keyof typeof states],
  }
  return { change: 'job', job }
}

it('R20 keeps the computer awake from the first running job to the end of the last, with one blocker', () => {
  const { held, started } = heldAfter(['a queued', 'a running', 'b queued', 'b running', 'a succeeded', 'b canceling', 'b canceled'])
  expect(held).toEqual([0, 1, 1, 1, 1, 1, 0])
  expect(started).toBe(1)
})

it.each(['succeeded', 'failed', 'canceled'])('R20 lets it sleep once a job has %s, and again after the next', (ending) => {
  const { held, started } = heldAfter(['a running', `a ${ending}`, 'a queued', 'a running', `a ${ending}`])
  expect(held).toEqual([1, 0, 0, 1, 0])
  expect(started).toBe(2)
})

it('R20 lets it sleep while a job is queued again', () => {
  expect(heldAfter(['a running', 'a queued']).held).toEqual([1, 0])
})

it('R20 holds nothing once the app has ended', () => {
  const { held, end } = heldAfter(['a running'])
  expect([held, end()]).toEqual([[1], 0])
})
