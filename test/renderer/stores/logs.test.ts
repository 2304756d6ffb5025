import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useLogs } from '../../../src/renderer/stores/logs.ts'
import { brandAs, type JobId } from '../../../src/shared/brand.ts'
import type { LogChunk } from '../../../src/shared/change.ts'
import { arrivals, MemoryBridge, openWindow } from '../support/memory-bridge.ts'

const jobId = brandAs<JobId>('job')
const chunk = (seq: number, text = `line ${seq}\n`): LogChunk => ({ seq, at: seq, stream: 'stdout', text })
let main: MemoryBridge
beforeEach(() => { main = new MemoryBridge(); openWindow(main); setActivePinia(createPinia()) })
afterEach(() => { vi.unstubAllGlobals() })
const live = (...chunks: readonly LogChunk[]): void => { useLogs().apply({ change: 'log', jobIds: [jobId], chunks }) }

describe('a log', () => {
  it('G3: is replayed from its first chunk, and what comes live meanwhile is neither lost nor doubled', async () => {
    main.answers.readLog = () => [1, 2, 3, 4].map((seq) => chunk(seq))
    const view = useLogs().watch(jobId)
    live(chunk(3), chunk(4))
    live(chunk(5))
    await arrivals()
    live(chunk(6))
    expect([view.chunks.value.map(({ seq }) => seq), view.status.value]).toEqual([[1, 2, 3, 4, 5, 6], 'read'])
  })

  it('is shared by those who look at it, and let go with the last', async () => {
    main.answers.readLog = () => [chunk(1)]
    const logs = useLogs()
    const [one, other] = [effectScope(), effectScope()]
    one.run(() => logs.watch(jobId))
    const view = other.run(() => logs.watch(jobId))
    await arrivals()
    one.stop()
    live(chunk(2))
    expect(view?.chunks.value).toHaveLength(2)
    other.stop()
    live(chunk(3))
    expect(view?.chunks.value).toHaveLength(2)
    expect([main.of('readLog').length, main.of('leaveLog').length]).toEqual([1, 1])
    logs.watch(jobId)
    expect(main.of('readLog')).toHaveLength(2)
  })

  it('is bounded in memory: the oldest chunks go, and it says so', async () => {
    main.answers.readLog = () => []
    const view = useLogs().watch(jobId)
    await arrivals()
    for (let seq = 1; seq <= 10; seq += 1) live(chunk(seq, 'x'.repeat(1_000_000)))
    expect([view.chunks.value.map(({ seq }) => seq)[0], view.chunks.value.length, view.cut.value]).toEqual([3, 8, true])
  })

  it('holds a replay of very many chunks', async () => {
    main.answers.readLog = () => Array.from({ length: 200_000 }, (_, seq) => chunk(seq + 1, 'x'))
    const view = useLogs().watch(jobId)
    live(chunk(200_001))
    await arrivals()
    await vi.waitFor(() => { expect(view.chunks.value).toHaveLength(200_001) })
  })

  it('says why it could not be read', async () => {
    const view = useLogs().watch(jobId)
    await arrivals()
    expect([view.status.value, view.error.value?.message]).toEqual(['failed', 'Nobody expected "readLog"'])
  })
})
