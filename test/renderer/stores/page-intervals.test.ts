import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { PageIntervals } from '../../../src/renderer/stores/page-intervals.ts'
import { idKey } from '../../../src/shared/dependency.ts'
import { createPage } from '../../../src/shared/page/create-page.ts'
import { reducePage } from '../../../src/shared/page/reduce-page.ts'
import type { PageState } from '../../../src/shared/page/state.ts'
import type { ComponentProps } from '../../../src/shared/component.ts'
import type { TaskDescriptor } from '../../../src/shared/task.ts'
import { el, input, light, output, task } from '../../shared/page/support/descriptors.ts'
import { codeHash, pageId, taskId } from '../support/memory-bridge.ts'

beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }) })
afterEach(() => { vi.useRealTimers() })

/** A page over which intervals tick, as an open page has them. */
class Clocked {
  readonly ticks: number[] = []
  readonly intervals = new PageIntervals((id, nIntervals) => { this.ticks.push(nIntervals); this.set(id as string, { nIntervals }) })
  state: PageState
  constructor(descriptor: TaskDescriptor) {
    this.state = createPage({ pageId, taskId, descriptor, codeHash })
    this.intervals.show(this.state)
  }

  set(id: string, props: Readonly<Record<string, unknown>>): void {
    [this.state] = reducePage(this.state, { event: 'changed', changes: Object.entries(props).map(([prop, value]) => ({ id: idKey(id), prop, value })) })
    this.intervals.show(this.state)
  }
}
const clock = (props: ComponentProps): Clocked => new Clocked(task([el('div', {}, [el('interval', { id: 'clock', ...props })])], []))

it('I2 an interval ticks by its milliseconds, once a second where it says none, and never below 50', () => {
  const [usual, quick] = [clock({}), clock({ interval: 1 })]
  vi.advanceTimersByTime(3_000)
  expect(usual.ticks).toEqual([1, 2, 3])
  expect(quick.ticks).toHaveLength(60)
})

it('I2 it stops at maxIntervals and goes on when that is raised', () => {
  const page = clock({ interval: 100, maxIntervals: 2 })
  vi.advanceTimersByTime(1_000)
  expect(page.ticks).toEqual([1, 2])
  page.set('clock', { maxIntervals: 3 })
  vi.advanceTimersByTime(1_000)
  expect(page.ticks).toEqual([1, 2, 3])
  expect(clock({ maxIntervals: 0 }).ticks).toEqual([])
})

it('I2 it is started, stopped and set to another beat by its props', () => {
  const page = clock({ interval: 100, disabled: true })
  vi.advanceTimersByTime(500)
  expect(page.ticks).toEqual([])
  page.set('clock', { disabled: false })
  vi.advanceTimersByTime(250)
  expect(page.ticks).toEqual([1, 2])
  page.set('clock', { interval: 500 })
  vi.advanceTimersByTime(499)
  expect(page.ticks).toEqual([1, 2])
  vi.advanceTimersByTime(1)
  expect(page.ticks).toEqual([1, 2, 3])
})

it('I2 it ends with its component and with its page', () => {
  const page = new Clocked(task([el('div', { id: 'box' }, [el('interval', { id: 'clock', interval: 100 })])], []))
  vi.advanceTimersByTime(100)
  page.set('box', { children: [] })
  vi.advanceTimersByTime(500)
  expect(page.ticks).toEqual([1])
  page.set('box', { children: [el('interval', { id: 'clock', interval: 100 })] })
  vi.advanceTimersByTime(100)
  expect(page.ticks).toHaveLength(2)
  page.intervals.endAll()
  vi.advanceTimersByTime(500)
  expect(page.ticks).toHaveLength(2)
  expect(vi.getTimerCount()).toBe(0)
})

it('I2 a tick waits for the light callbacks of the last, so that calls never pile up', () => {
  const page = new Clocked(task(
    [el('interval', { id: 'clock', interval: 100 }), el('p', { id: 'out' })],
    [light('tell', { inputs: input('clock', 'nIntervals'), output: output('out', 'children') })],
  ))
  vi.advanceTimersByTime(1_000)
  expect(page.ticks).toEqual([1])
  const [call] = page.state.calls
  ;[page.state] = reducePage(page.state, { event: 'lightReplied', token: call?.token ?? -1, reply: { ok: true, value: { reply: 'value', value: 'done' } } })
  page.intervals.show(page.state)
  vi.advanceTimersByTime(100)
  expect(page.ticks).toEqual([1, 2])
})
