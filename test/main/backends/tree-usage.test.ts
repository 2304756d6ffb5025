import { describe, expect, it } from 'vitest'
import type { ProcessUsage } from '../../../src/main/backends/process-table.ts'
import { TreeUsage } from '../../../src/main/backends/tree-usage.ts'
import { UsageMeter } from '../../../src/main/backends/usage-meter.ts'
import type { LiveUsage } from '../../../src/shared/change.ts'

const row = (pid: number, more: Partial<ProcessUsage>): ProcessUsage => ({ pid, startTime: String(pid), resident: 0, shared: 0, peak: 0, own: 0, waitedFor: 0, ...more })

describe('what a tree of processes takes', () => {
  it('memory is that of all, what they share counted once; its peak stays', () => {
    const usage = new TreeUsage()
    expect(usage.see([row(1, { resident: 100, shared: 60 }), row(2, { resident: 90, shared: 50 })]).memory).toBe(40 + 40 + 60)
    expect(usage.see([row(1, { resident: 70, shared: 60 })]).memory).toBe(70)
    expect(usage.total?.peakMemory).toBe(140)
  })

  it('a peak between two looks counts where the system remembers it', () => {
    const usage = new TreeUsage()
    usage.see([row(1, { resident: 100, peak: 900 })])
    expect(usage.total?.peakMemory).toBe(900)
  })

  it('processor time of a child that its parent asked for counts once, and of one that nobody asked for too', () => {
    const usage = new TreeUsage()
    usage.see([row(1, { own: 10 }), row(2, { own: 500 }), row(3, { own: 70 })])
    // 2 ended as 1 waited for it, with 20 ms that no look saw; 3 went with nobody to ask.
    expect(usage.see([row(1, { own: 10, waitedFor: 520 })]).cpuTime).toBe(530 + 50)
    expect(usage.see([row(1, { own: 15, waitedFor: 520 })]).cpuTime).toBe(535 + 50)
    expect(usage.total?.cpuTime).toBe(585)
  })

  it('processor time never goes back, whatever ends', () => {
    const usage = new TreeUsage()
    const looks = [[row(1, { own: 10 })], [row(1, { own: 20 }), row(2, { own: 5 })], [row(2, { own: 6 })], [row(3, { own: 1 })], []]
    const seen = looks.map((rows) => usage.see(rows).cpuTime)
    expect(seen).toEqual([10, 25, 26, 27, 27])
  })

  it('nothing is told of a tree that no look found; what the host says of itself counts', () => {
    const usage = new TreeUsage()
    usage.see([])
    expect(usage.total).toBeUndefined()
    usage.add({ peakMemory: 7, cpuTime: 3 })
    usage.see([row(1, { resident: 5, own: 1 })])
    expect(usage.total).toEqual({ peakMemory: 7, cpuTime: 3 })
  })

  it('live figures: at most one a second, memory as it is and processors kept busy since the last', () => {
    const told: LiveUsage[] = []
    const meter = new UsageMeter((usage) => { told.push(usage) })
    for (let look = 0; look <= 8; look += 1) meter.see({ memory: look, cpuTime: look * 500 }, look * 250)
    expect(told).toEqual([{ memory: 4, cores: 2 }, { memory: 8, cores: 2 }])
  })
})
