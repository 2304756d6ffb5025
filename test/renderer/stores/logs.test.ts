import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import type { LogSource } from '../../../src/renderer/stores/log-source.ts'
import { useLogs } from '../../../src/renderer/stores/logs.ts'
import { brandAs, type JobId } from '../../../src/shared/brand.ts'
import type { LogLine } from '../../../src/shared/log.ts'
import { arrivals, MemoryBridge, openWindow } from '../support/memory-bridge.ts'

const jobId = brandAs<JobId>('job')
const line = (number: number, text = `line ${number}`): LogLine => ({ stream: 'stdout', at: number, text, length: text.length })
let main: MemoryBridge
let kept: LogLine[]
beforeEach(() => {
  vi.useFakeTimers()
  main = new MemoryBridge()
  openWindow(main)
  setActivePinia(createPinia())
  kept = Array.from({ length: 1_000 }, (_, number) => line(number))
  main.answers.logExtent = () => ({ lines: kept.length, bytes: kept.reduce((sum, { length }) => sum + length, 0), cut: null })
  main.answers.logLines = ({ from, to }) => kept.slice(from, to)
})
afterEach(() => { vi.unstubAllGlobals(); vi.useRealTimers() })

const texts = (log: LogSource, from: number, to: number): readonly (string | undefined)[] => Array.from({ length: to - from }, (_, at) => log.line(from + at)?.text)
async function grow(): Promise<void> {
  useLogs().apply({ change: 'logGrown', jobIds: [jobId] })
  await vi.advanceTimersByTimeAsync(150)
}

describe('a log', () => {
  it('G3: is read where it is looked at, and nowhere else', async () => {
    const log = useLogs().watch(jobId)
    await arrivals()
    log.want(450, 480)
    await arrivals()
    expect([log.extent.value.lines, log.status.value]).toEqual([1_000, 'read'])
    expect(texts(log, 450, 453)).toEqual(['line 450', 'line 451', 'line 452'])
    expect([log.line(900), main.of('logLines').map(([range]) => (range as { from: number }).from)]).toEqual([undefined, [0, 400]])
  })

  it('P17: follows what is printed, the line that goes on too, by few questions however often it is told', async () => {
    const log = useLogs().watch(jobId)
    await arrivals()
    log.want(980, 1_000)
    await arrivals()
    const asked = main.asked.length
    kept[999] = line(999, 'line 999 goes on')
    for (let number = 1_000; number < 1_100; number += 1) kept.push(line(number))
    for (let told = 0; told < 100; told += 1) useLogs().apply({ change: 'logGrown', jobIds: [jobId] })
    await vi.advanceTimersByTimeAsync(300)
    log.want(1_080, 1_100)
    await arrivals()
    expect(texts(log, 1_098, 1_100)).toEqual(['line 1098', 'line 1099'])
    expect(log.line(999)?.text).toBe('line 999 goes on')
    expect(main.asked.length - asked).toBeLessThan(10)
  })

  it('is shared by those who look at it, and let go with the last', async () => {
    const logs = useLogs()
    const [one, other] = [effectScope(), effectScope()]
    const shared = [one, other].map((scope) => scope.run(() => logs.watch(jobId)))
    await arrivals()
    expect(shared[0]).toBe(shared[1])
    one.stop()
    other.stop()
    const asked = main.of('logExtent').length
    await grow()
    expect(main.of('logExtent')).toHaveLength(asked)
    effectScope().run(() => logs.watch(jobId))
    await arrivals()
    expect(main.of('logExtent')).toHaveLength(asked + 1)
  })

  it('says when it cannot be read', async () => {
    main.answers.logExtent = () => { throw new Error('the disk is gone') }
    const log = useLogs().watch(jobId)
    await arrivals()
    expect([log.status.value, log.error.value?.message]).toEqual(['failed', 'the disk is gone'])
  })

  it('is copied whole, unless it is too long for that', async () => {
    const log = useLogs().watch(jobId)
    await arrivals()
    expect((await log.text()).split('\n')).toHaveLength(1_000)
    main.answers.logExtent = () => ({ lines: 5_000_000, bytes: 64_000_000, cut: null })
    await grow()
    await expect(log.text()).rejects.toThrow('too long to be copied')
  })
})
