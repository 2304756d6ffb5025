import { serialize } from 'node:v8'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ProgressOutlet } from '../../../src/main/host/progress-outlet.ts'

describe('the progress throttle', () => {
  beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }) })
  afterEach(() => { vi.useRealTimers() })

  const outlet = (interval: number): { offer: (value: unknown) => void; outlet: ProgressOutlet; sent: [number, unknown][] } => {
    const sent: [number, unknown][] = []
    const made = new ProgressOutlet((seq, value) => { sent.push([seq, value]) })
    made.interval = interval
    return { outlet: made, sent, offer: (value) => { made.offer(serialize(value)) } }
  }

  it('D4 sends the first at once, then the latest once per interval', () => {
    const { outlet: made, offer, sent } = outlet(100)
    offer('a')
    made.acknowledge(1)
    offer('b')
    vi.advanceTimersByTime(60)
    offer('c')
    expect(sent).toEqual([[1, 'a']])
    vi.advanceTimersByTime(40)
    expect(sent).toEqual([[1, 'a'], [2, 'c']])
    vi.advanceTimersByTime(1000)
    expect(sent).toHaveLength(2)
  })

  it('D7 sends nothing more until the last was acknowledged, however long that takes', () => {
    const { outlet: made, offer, sent } = outlet(10)
    offer(1)
    offer(2)
    vi.advanceTimersByTime(10_000)
    offer(3)
    expect(sent).toEqual([[1, 1]])
    made.acknowledge(1)
    expect(sent).toEqual([[1, 1], [2, 3]])
  })

  it('D4 with interval 0 each acknowledgement lets the next through', () => {
    const { outlet: made, offer, sent } = outlet(0)
    for (const value of [1, 2, 3]) { offer(value); made.acknowledge(value) }
    expect(sent).toEqual([[1, 1], [2, 2], [3, 3]])
  })

  it('D4 the last value goes out at the end without waiting, and only once', () => {
    const { outlet: made, offer, sent } = outlet(1000)
    offer('first')
    offer('last')
    made.flush()
    made.flush()
    vi.advanceTimersByTime(5000)
    expect(sent).toEqual([[1, 'first'], [2, 'last']])
  })
})
