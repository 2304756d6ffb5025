import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { computed } from 'vue'
import { useJobs } from '../../../src/renderer/stores/jobs.ts'
import { summarizeProgress } from '../../../src/renderer/stores/summarize-progress.ts'
import type { JobId } from '../../../src/shared/brand.ts'
import type { JobState } from '../../../src/shared/job.ts'
import { jobWith, MemoryBridge, openWindow, snapshotOf } from '../support/memory-bridge.ts'

const id = (text: string): JobId => jobWith(text, states.running).id
const states = {
  queued: (order: number): JobState => ({ status: 'queued', order, held: false, after: null }),
  running: { status: 'running', startedAt: 1 },
  canceling: { status: 'canceling', startedAt: 1, by: 'user' },
  succeeded: { status: 'succeeded', startedAt: 1, finishedAt: 2, from: 'run' },
} as const
let main: MemoryBridge
beforeEach(() => { main = new MemoryBridge(); openWindow(main); setActivePinia(createPinia()) })
afterEach(() => { vi.unstubAllGlobals() })

describe('jobs', () => {
  it('are sorted by what becomes of them: canceling still runs, queued go by place, the others newest first', () => {
    const jobs = useJobs()
    const told = [['a', states.running, 1], ['b', states.queued(2), 2], ['c', states.queued(1), 3], ['d', states.canceling, 4], ['e', states.succeeded, 5], ['f', states.succeeded, 6]] as const
    for (const [name, state, createdAt] of told) jobs.apply({ change: 'job', job: jobWith(name, state, { createdAt }) })
    const ids = (list: readonly { readonly id: JobId }[]): readonly string[] => list.map((job) => job.id)
    expect([ids(jobs.running), ids(jobs.queued), ids(jobs.ended)]).toEqual([['d', 'a'], ['c', 'b'], ['f', 'e']])
  })

  it('keep their latest progress, and a late one changes nothing', () => {
    const jobs = useJobs()
    jobs.apply({ change: 'job', job: jobWith('a', states.running) })
    jobs.apply({ change: 'progress', jobIds: [id('a')], progress: { seq: 2, value: [0.5, 'half'] } })
    jobs.apply({ change: 'progress', jobIds: [id('a')], progress: { seq: 1, value: [0.1, 'late'] } })
    expect(jobs.progressOf(id('a'))).toEqual({ fraction: 0.5, text: 'half' })
  })

  it('tell progress to those who look at that job, and leave the lists alone', () => {
    const jobs = useJobs()
    for (const name of ['a', 'b']) jobs.apply({ change: 'job', job: jobWith(name, states.running) })
    let lists = 0, others = 0
    const list = computed(() => { lists += 1; return jobs.running.length })
    const other = computed(() => { others += 1; return jobs.progressOf(id('b')) })
    expect([list.value, other.value]).toEqual([2, null])
    jobs.apply({ change: 'progress', jobIds: [id('a')], progress: { seq: 1, value: 0.5 } })
    expect([list.value, other.value, lists, others]).toEqual([2, null, 1, 1])
  })

  it('keep results and where they came from', () => {
    const jobs = useJobs()
    jobs.apply({ change: 'job', job: jobWith('a', states.succeeded), result: { kind: 'value', value: 5 } })
    jobs.apply({ change: 'job', job: jobWith('a', states.succeeded), cached: { computedAt: 1, tookMs: 2 } })
    expect([jobs.resultOf(id('a')), jobs.cachedOf(id('a'))]).toEqual([{ kind: 'value', value: 5 }, { computedAt: 1, tookMs: 2 }])
  })

  it('load older ones on demand, and say whether there are more', async () => {
    const jobs = useJobs()
    jobs.apply({ change: 'job', job: jobWith('new', states.succeeded, { createdAt: 100 }) })
    main.answers.endedJobs = (before) => ({ jobs: before === 100 ? [snapshotOf(jobWith('old', states.succeeded, { createdAt: 50 }))] : [], more: false })
    await jobs.loadOlder()
    expect([jobs.ended.map((job) => job.id), jobs.more]).toEqual([['new', 'old'], false])
  })

  it('are bounded: the oldest ended ones are let go, never those that run', () => {
    const jobs = useJobs()
    jobs.apply({ change: 'job', job: jobWith('runs', states.running, { createdAt: 0 }) })
    for (let n = 1; n <= 2_100; n += 1) jobs.apply({ change: 'job', job: jobWith(`job ${n}`, states.succeeded, { createdAt: n }) })
    expect([jobs.ended.length, jobs.ended[0]?.id, jobs.running.length, jobs.more]).toEqual([2_000, 'job 2100', 1, true])
  })
})

describe('summarizeProgress', () => {
  it.each([
    [0.25, 0.25, null], [[0.5, 'half'], 0.5, 'half'], [[3, 10], 0.3, null], [['3', '10'], 0.3, null], [{ text: 'x', at: 0 }, 0, 'x'], ['only text', null, 'only text'],
    [null, null, null], [5, null, null], [{ data: [{ x: [0.5] }], layout: {} }, null, null], [[Number.NaN, 'x'], null, 'x'],
  ])('%j → fraction %j, text %j', (value, fraction, text) => {
    expect(summarizeProgress(value)).toEqual({ fraction, text })
  })
})
