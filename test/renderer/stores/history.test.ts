import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { useHistory } from '../../../src/renderer/stores/history.ts'
import { brandAs, type TaskId } from '../../../src/shared/brand.ts'
import type { HistoryQuery, HistoryRow } from '../../../src/shared/history.ts'
import type { JobState } from '../../../src/shared/job.ts'
import { jobWith, MemoryBridge, openWindow } from '../support/memory-bridge.ts'

const ended: JobState = { status: 'succeeded', startedAt: 1, finishedAt: 2, from: 'run' }
const row = (ordinal: number): HistoryRow => ({ ordinal, job: jobWith(`job-${ordinal}`, ended), title: 'Task', cached: null, pinned: false })
let main: MemoryBridge
let newest: number
beforeEach(() => {
  vi.useFakeTimers()
  main = new MemoryBridge()
  openWindow(main)
  setActivePinia(createPinia())
  newest = 250
  main.answers.historyTasks = () => []
  main.answers.history = ({ before }) => {
    const from = before === null ? newest : before - 1
    const rows = Array.from({ length: Math.min(100, from) }, (_, at) => row(from - at))
    return { rows, next: from > 100 ? from - 99 : null, unindexed: 0 }
  }
})
afterEach(() => { vi.unstubAllGlobals(); vi.useRealTimers() })
const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(500)
const asked = (): readonly HistoryQuery[] => main.of('history').map(([query]) => query as HistoryQuery)

describe('history in a window', () => {
  it('P9: is read by pages, and what ends meanwhile comes on top once, without losing what was read', async () => {
    const history = useHistory()
    history.begin()
    await settled()
    await history.loadMore()
    expect([history.rows.length, history.more]).toEqual([200, true])
    newest = 253
    for (const ordinal of [251, 252, 253]) history.apply({ change: 'job', job: row(ordinal).job })
    await settled()
    expect(history.rows.map(({ ordinal }) => ordinal)).toEqual(Array.from({ length: 203 }, (_, at) => 253 - at))
    await history.loadMore()
    expect([history.rows.length, history.more, asked().length]).toEqual([253, false, 4])
  })

  it('asks anew when it is filtered, and keeps the filter over a reload', async () => {
    const history = useHistory()
    history.begin()
    await settled()
    history.filter.words = 'sales'
    history.filter.outcomes = ['failed']
    history.filter.taskId = brandAs<TaskId>('folder/task.ts')
    await nextTick()
    await settled()
    expect(asked().at(-1)).toEqual({ taskId: 'folder/task.ts', outcomes: ['failed'], words: 'sales', before: null })
    setActivePinia(createPinia())
    expect(useHistory().filter).toEqual({ taskId: 'folder/task.ts', outcomes: ['failed'], words: 'sales' })
  })

  it.each(['nonsense', '{"words":5,"outcomes":["gone",1],"taskId":[]}'])('is not filtered where what was kept is damaged: %s', (text) => {
    sessionStorage.setItem('simmer.history', text)
    expect(useHistory().filter).toEqual({ taskId: null, outcomes: [], words: '' })
  })

  it('follows what any window does to a run, and asks nothing while nobody looks', async () => {
    const history = useHistory()
    history.begin()
    await settled()
    const jobId = row(249).job.id
    history.apply({ change: 'run', jobId, what: 'pinned' })
    expect(history.rows[1]?.pinned).toBe(true)
    history.apply({ change: 'run', jobId, what: 'removed' })
    expect(history.rows[1]?.ordinal).toBe(248)
    history.end()
    const before = asked().length
    history.apply({ change: 'job', job: row(251).job })
    await settled()
    expect(asked()).toHaveLength(before)
  })
})
