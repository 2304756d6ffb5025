// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineTask, integer, json, secret, text } from '../../../../src/sdk/index.ts'
import { describeTask } from '../../../../src/sdk/internal.ts'
import type { CallbackCall, SavedPage } from '../../../../src/shared/change.ts'
import type { FormValues } from '../../../../src/shared/contract.ts'
import { AppError } from '../../../../src/shared/errors.ts'
import type { ParamProblem } from '../../../../src/shared/params.ts'
import { jobWith, MemoryBridge, openedTask, taskId } from '../../support/memory-bridge.ts'
import { mountPage } from '../../support/mount-page.ts'

const descriptor = describeTask(defineTask({
  title: 'Form', params: { low: integer({ label: 'Low', default: 1 }), high: integer({ label: 'High', default: 5, group: 'Limits' }), more: json({ label: 'More', required: false }), token: secret({ label: 'Token', required: false }), name: text({ default: 'x', shownWhen: { low: 2 } }) },
  validate: () => undefined, run: ({ low }) => low,
}), undefined)

let main: MemoryBridge
let page: VueWrapper
beforeEach(() => {
  vi.useFakeTimers()
  main = new MemoryBridge()
  main.answers.verdict = () => ({ verdict: 'miss', differs: [] })
  main.answers.trigger = () => ({ reply: 'queued', job: jobWith('a', { status: 'running', startedAt: 1 }), replaced: [] })
})
afterEach(() => { page.unmount(); vi.useRealTimers() })

const set = async (name: string, value: string): Promise<void> => { await page.get(`[data-testid=param-${name}] :is(input, textarea)`).setValue(value) }
const told = (testid: string): string => page.get(`[data-testid=${testid}]`).text()
const asked = (): readonly unknown[] => main.of('checkForm').map(([form]) => (form as FormValues).values)
const rest = async (ms = 250): Promise<void> => { await vi.advanceTimersByTimeAsync(ms); await flushPromises() }

describe('a form whose script checks it', () => {
  it('asks once typing rests, only about values that are each right, and shows the answer beside the field', async () => {
    main.answers.checkForm = (): readonly ParamProblem[] => [{ param: 'high', message: 'Too near to Low.' }]
    page = await mountPage(main, descriptor)
    await set('low', 'abc')
    await rest()
    expect(asked()).toEqual([])
    await set('low', '2')
    await set('low', '3')
    await rest()
    expect(asked()).toMatchObject([{ low: 3, high: 5 }])
    expect(told('verdict')).toBe('Cannot run. High: Too near to Low.')
    expect(told('param-high')).toContain('Too near to Low.')
    expect(page.get('section[aria-label=Limits] h3').text()).toContain('1 problem')
  })

  it('asks one question at a time, and drops the answer to older values', async () => {
    const answers: ((problems: readonly ParamProblem[]) => void)[] = []
    main.answers.checkForm = () => new Promise((resolve) => { answers.push(resolve) })
    page = await mountPage(main, descriptor)
    await rest()
    await set('low', '2')
    await rest()
    await set('low', '3')
    await rest()
    expect(asked()).toHaveLength(1)
    answers[0]?.([{ param: null, message: 'Old.' }])
    await flushPromises()
    expect(asked()).toHaveLength(2)
    expect(page.find('[data-testid=form-problems]').exists()).toBe(false)
    answers[1]?.([{ param: null, message: 'New.' }])
    await flushPromises()
    expect(told('form-problems')).toBe('New.')
  })

  it('keeps what was said for a moment while the next answer is waited for, and not for ever', async () => {
    let hangs = false
    main.answers.checkForm = () => (hangs ? new Promise(() => undefined) : [{ param: 'high', message: 'Too near.' }])
    page = await mountPage(main, descriptor)
    await rest()
    hangs = true
    await set('low', '2')
    await rest(900)
    expect(told('verdict')).toContain('Too near.')
    await rest(200)
    expect(told('verdict')).not.toContain('Too near.')
    expect(page.get('[data-testid=run]').attributes('disabled')).toBeUndefined()
  })

  it('says when the check itself fails, and lets run all the same', async () => {
    main.answers.checkForm = () => { throw new AppError('TASK_THREW', 'no calendar') }
    page = await mountPage(main, descriptor)
    await rest()
    expect(told('check-failed')).toContain('no calendar')
    expect(page.get('[data-testid=run]').attributes('disabled')).toBeUndefined()
  })

  it('shows what a refused run says beside the field, and not as an error', async () => {
    main.answers.trigger = () => { throw new AppError('BAD_ARGUMENT', 'High: Taken.', { problems: [{ param: 'high', message: 'Taken.' }] }) }
    page = await mountPage(main, descriptor)
    await rest()
    await page.get('[data-testid=run]').trigger('click')
    await flushPromises()
    expect(told('param-high')).toContain('Taken.')
    expect(told('verdict')).toBe('Cannot run. High: Taken.')
    expect(page.find('[data-testid=error-panel]').exists()).toBe(false)
  })
})

describe('a form', () => {
  it('tells the line and column of JSON that is none, and runs with what it says', async () => {
    page = await mountPage(main, descriptor)
    await set('more', '{\n "a": }')
    expect(told('param-more')).toContain('Unexpected } at line 2, column 7.')
    await set('more', '{ "a": [1] }')
    await page.get('[data-testid=run]').trigger('click')
    await flushPromises()
    expect((main.of('trigger')[0]?.[0] as CallbackCall).args[1]).toMatchObject({ more: { a: [1] } })
  })

  it('never saves a secret with the page', async () => {
    page = await mountPage(main, descriptor)
    await set('token', 'hunter2')
    await rest(1_000)
    const saved = main.of('savePage').map(([each]) => each as SavedPage)
    expect(saved.length).toBeGreaterThan(0)
    expect(JSON.stringify(saved)).not.toContain('hunter2')
  })

  it('begins with what was run last', async () => {
    const mounted = mountPage(main, descriptor)
    main.answers.openTask = () => openedTask(descriptor, { lastValues: { low: 42 } })
    page = await mounted
    expect((page.get('[data-testid=param-low] input').element as HTMLInputElement).value).toBe('42')
  })

  it('loads a preset that another window saved, marks what differs from it, and puts that back', async () => {
    page = await mountPage(main, descriptor)
    main.tell({ change: 'presets', taskId, presets: [{ name: 'Wide', values: { low: 2, high: 9 } }] })
    await flushPromises()
    await page.get('[data-testid=presets]').trigger('click')
    await rest(50)
    const item = [...document.body.querySelectorAll<HTMLElement>('[role=menuitem]')].find((each) => each.textContent.includes('Wide'))
    item?.click()
    await rest(50)
    expect(page.get('[data-testid=presets]').text()).toBe('Wide')
    expect(page.find('[data-testid=form-changed]').exists()).toBe(false)
    await set('high', '10')
    expect(told('form-changed')).toBe('1 changed')
    expect(page.get('[data-testid=param-high]').attributes('data-changed')).toBe('true')
    await page.get('[data-testid=param-high] button[aria-label="Back to 9"]').trigger('click')
    expect((page.get('[data-testid=param-high] input').element as HTMLInputElement).value).toBe('9')
  })
})
