// @vitest-environment happy-dom
import { type DOMWrapper, flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineTask, integer, text } from '../../../../src/sdk/index.ts'
import { describeTask } from '../../../../src/sdk/internal.ts'
import type { CallbackCall } from '../../../../src/shared/change.ts'
import type { JobState } from '../../../../src/shared/job.ts'
import { runPage } from '../../../../src/renderer/components/page/run-page.ts'
import { usePages } from '../../../../src/renderer/stores/pages.ts'
import { jobWith, MemoryBridge, taskId } from '../../support/memory-bridge.ts'
import { mountPage } from '../../support/mount-page.ts'

const descriptor = describeTask(defineTask({
  title: 'Form', params: { limit: integer({ label: 'Up to', default: 10, min: 2, max: 100 }), name: text({ label: 'Name' }) },
  run: ({ limit }) => limit,
}), undefined)
const states: Readonly<Record<'running' | 'succeeded' | 'canceled', JobState>> = {
  running: { status: 'running', startedAt: 1 },
  succeeded: { status: 'succeeded', startedAt: 1, finishedAt: 2_101, from: 'run' },
  canceled: { status: 'canceled', startedAt: 1, finishedAt: 2, by: 'user', receipt: { ended: 3, left: 0, tookMs: 1 } },
}

const graceful: JobState = { status: 'canceling', startedAt: 1, by: 'user', grace: { from: Date.now() - 1_000, until: Date.now() + 60_000 } }

let main: MemoryBridge
let page: VueWrapper
beforeEach(async () => {
  vi.useFakeTimers()
  main = new MemoryBridge()
  main.answers.verdict = () => ({ verdict: 'miss', differs: [] })
  main.answers.trigger = () => ({ reply: 'queued', job: jobWith('a', states.running), replaced: [] })
  page = await mountPage(main, descriptor)
})
afterEach(() => { page.unmount(); vi.useRealTimers() })

const field = (name: string): Omit<DOMWrapper<Element>, 'exists'> => page.get(`[data-testid=param-${name}] input`)
const run = (): Omit<DOMWrapper<Element>, 'exists'> => page.get('[data-testid=run]')
const told = (testid: string): string => page.get(`[data-testid=${testid}]`).text()
async function tell(state: JobState, result?: unknown): Promise<void> {
  main.tell({ change: 'job', job: jobWith('a', state), ...(result === undefined ? {} : { result: { kind: 'value', value: result } }) })
  await flushPromises()
}
async function start(): Promise<void> {
  await field('name').setValue('x')
  await run().trigger('click')
  await flushPromises()
  await tell(states.running)
}

describe('a form page', () => {
  it('lists every reason why it cannot run, and queues nothing', async () => {
    expect(told('verdict')).toBe('Cannot run. Name: This is required.')
    await field('limit').setValue('abc')
    expect(told('verdict')).toBe('Cannot run. Up to: Expected a number, got "abc". Name: This is required.')
    expect(told('param-limit')).toContain('Expected a number, got "abc".')
    expect(run().attributes('disabled')).toBeDefined()
    await page.get('form').trigger('submit')
    await flushPromises()
    expect(main.of('trigger')).toEqual([])
    expect(told('param-name')).toContain('This is required.')
  })

  it('runs with the values as typed', async () => {
    await field('limit').setValue('1e1')
    await start()
    expect((main.of('trigger')[0]?.[0] as CallbackCall).args).toEqual([1, { limit: 10, name: 'x' }])
  })

  it('H11: asks for the verdict once typing rests, and never for values that cannot run', async () => {
    await field('name').setValue('x')
    await field('limit').setValue('5')
    await field('limit').setValue('50')
    await vi.advanceTimersByTimeAsync(250)
    expect(main.of('verdict').map(([call]) => (call as CallbackCall).args.at(-1))).toEqual([{ limit: 50, name: 'x' }])
    expect(told('verdict')).toBe('Will run: not computed before')
    await field('limit').setValue('500')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(main.of('verdict')).toHaveLength(1)
  })

  it('shows nothing of a run that ends within 300 ms but its end', async () => {
    await start()
    await vi.advanceTimersByTimeAsync(299)
    expect(told('run-status-text')).toBe('Not run yet.')
    expect(page.get('[data-testid=progress]').classes()).toContain('invisible')
    await tell(states.succeeded, 4)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(told('run-status-text')).toBe('Finished in 2.1 s.')
    expect(told('result-value')).toBe('4')
  })

  it('shows progress with value and text after that, in a place that is always there', async () => {
    await start()
    await vi.advanceTimersByTimeAsync(300)
    main.tell({ change: 'progress', jobIds: [jobWith('a', states.running).id], progress: { seq: 1, value: [0.42, 'sieving'] } })
    await flushPromises()
    expect(told('run-status-text')).toBe('42 % · sieving')
    expect(page.get('[data-testid=progress]').classes()).not.toContain('invisible')
  })

  it('E3: Cancel cancels the run, and the receipt is told', async () => {
    await start()
    expect(page.get('[data-testid=cancel]').attributes('disabled')).toBeUndefined()
    await page.get('[data-testid=cancel]').trigger('click')
    await flushPromises()
    expect(main.of('cancelJob')).toEqual([['a']])
    await tell(states.canceled)
    expect(told('run-status-text')).toBe('Canceled. 3 processes ended, 0 left.')
    expect(page.get('[data-testid=cancel]').attributes('disabled')).toBeDefined()
  })

  it('stays editable and can be queued again while a run goes on', async () => {
    await start()
    await field('limit').setValue('20')
    main.answers.trigger = () => ({ reply: 'queued', job: jobWith('b', { status: 'queued', order: 1, held: false, after: null }), replaced: [] })
    await run().trigger('click')
    await flushPromises()
    main.tell({ change: 'job', job: jobWith('b', { status: 'queued', order: 1, held: false, after: null }) })
    await vi.advanceTimersByTimeAsync(300)
    expect((main.of('trigger')[1]?.[0] as CallbackCall).args).toEqual([2, { limit: 20, name: 'x' }])
    expect(told('run-status-text')).toContain('1 more in the queue')
  })

  it('E2: a script that uses its grace shows it as a ring beside Force, which ends it at once', async () => {
    await start()
    expect(page.find('[data-testid=force]').exists()).toBe(false)
    await tell(graceful)
    expect(page.get('[data-testid=force]').find('[data-testid=grace-ring]').exists()).toBe(true)
    await page.get('[data-testid=force]').trigger('click')
    expect(main.of('forceJob')).toEqual([['a']])
    await tell(states.canceled)
    expect(page.find('[data-testid=force]').exists()).toBe(false)
    expect(told('run-status-text')).toContain('3 processes ended, 0 left.')
  })

  it('shows what is wrong when it is run by the keys, as Run does, and runs nothing', async () => {
    const open = usePages().find(taskId)
    if (open === undefined) throw new Error('The page is gone')
    expect(page.get('[data-testid=param-name]').text()).not.toContain('required')
    runPage(open)
    await flushPromises()
    expect(page.get('[data-testid=param-name]').text()).toContain('required')
    expect(main.of('trigger')).toEqual([])
  })
})
