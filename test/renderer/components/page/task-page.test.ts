// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallbackCall } from '../../../../src/shared/change.ts'
import type { JobState } from '../../../../src/shared/job.ts'
import { el, input, long, output, task } from '../../../shared/page/support/descriptors.ts'
import { jobWith, MemoryBridge } from '../../support/memory-bridge.ts'
import { mountPage } from '../../support/mount-page.ts'

const running: JobState = { status: 'running', startedAt: 1 }
const callback = long('job', {
  inputs: input('go', 'nClicks'), output: output('out', 'children'), running: [{ target: output('go', 'disabled'), during: true, after: false }],
})

let main: MemoryBridge
let page: VueWrapper | undefined
beforeEach(() => {
  main = new MemoryBridge()
  main.answers.trigger = () => ({ reply: 'queued', job: jobWith('a', running), replaced: [] })
})
afterEach(() => { page?.unmount() })

describe('a page drawn from a layout', () => {
  it('I1, I3: draws plain elements, and text as text', async () => {
    page = await mountPage(main, task([el('p', { id: 'text', className: 'note' }, ['a <b>b</b> ', el('strong', {}, 'c'), 1, null, false, ['d']])], []))
    const text = page.get('#text')
    expect(text.element.tagName).toBe('P')
    expect(text.classes()).toEqual(['note'])
    expect(text.text()).toBe('a <b>b</b> c1d')
    expect(text.find('b').exists()).toBe(false)
  })

  it('I1: an unknown component is a visible box that names it, and its neighbours stay', async () => {
    page = await mountPage(main, task([el('hologram', { id: 'x' }), el('script', {}, 'alert(1)'), el('p', { id: 'after' }, 'here')], []))
    const boxes = page.findAll('[data-testid=unknown-component]')
    expect(boxes.map((box) => box.get('code').text())).toEqual(['hologram', 'script'])
    expect(page.find('script').exists()).toBe(false)
    expect(page.get('#after').text()).toBe('here')
  })

  it('S1, S2: clicks count, running props show, the result is written', async () => {
    page = await mountPage(main, task([el('p', { id: 'out' }, 'nothing'), el('button', { id: 'go' }, 'Go')], [callback]))
    await page.get('#go').trigger('click')
    await flushPromises()
    expect((main.of('trigger')[0]?.[0] as CallbackCall).args).toEqual([1])
    expect(page.get('#go').attributes('disabled')).toBeDefined()
    main.tell({ change: 'job', job: jobWith('a', { status: 'succeeded', startedAt: 1, finishedAt: 2, from: 'run' }), result: { kind: 'value', value: 'Clicked 1 times' } })
    await flushPromises()
    expect(page.get('#out').text()).toBe('Clicked 1 times')
    expect(page.get('#go').attributes('disabled')).toBeUndefined()
    await page.get('#go').trigger('click')
    await flushPromises()
    expect((main.of('trigger')[1]?.[0] as CallbackCall).args).toEqual([2])
  })

  it('F4: a failure is told beside the output, and Retry calls again', async () => {
    page = await mountPage(main, task([el('p', { id: 'out' }, 'nothing'), el('button', { id: 'go' }, 'Go')], [callback]))
    await page.get('#go').trigger('click')
    await flushPromises()
    main.tell({ change: 'job', job: jobWith('a', {
      status: 'failed', startedAt: 1, finishedAt: 2, receipt: null,
      error: { code: 'TASK_THREW', name: 'RangeError', message: 'too far', place: { file: '/tasks/far.ts', line: 12 }, stack: 'RangeError: too far\n  at far.ts:12' },
    }) })
    await flushPromises()
    main.answers.trigger = () => ({ reply: 'queued', job: jobWith('b', running), replaced: [] })
    const panel = page.get('#out + [data-testid=error-panel]')
    expect(panel.text()).toContain('RangeError: too far')
    expect(panel.get('[data-testid=source-link]').text()).toBe('far.ts:12')
    expect(page.get('#out').text()).toBe('nothing')
    await panel.get('[data-testid=retry]').trigger('click')
    await flushPromises()
    expect(main.of('trigger')).toHaveLength(2)
    expect(page.find('[data-testid=error-panel]').exists()).toBe(false)
  })

  it('F4: a failed callback without outputs on the page is told at its top', async () => {
    page = await mountPage(main, task([el('button', { id: 'go' }, 'Go')], [long('silent', { inputs: input('go', 'nClicks') })]))
    main.answers.trigger = () => { throw new Error('The queue is closed') }
    await page.get('#go').trigger('click')
    await flushPromises()
    expect(page.get('[data-testid=error-panel]').text()).toContain('The queue is closed')
  })

  it('draws again only what changed', async () => {
    page = await mountPage(main, task([el('p', { id: 'out' }, 'nothing'), el('p', { id: 'other' }, 'same'), el('button', { id: 'go' }, 'Go')], [callback]))
    const touched = new Set<Node>()
    const observer = new MutationObserver((records) => { for (const { target } of records) touched.add(target) })
    observer.observe(page.get('[data-testid=page]').element, { subtree: true, childList: true, characterData: true, attributes: true })
    await page.get('#go').trigger('click')
    await flushPromises()
    main.tell({ change: 'job', job: jobWith('a', { status: 'succeeded', startedAt: 1, finishedAt: 2, from: 'run' }), result: { kind: 'value', value: 'new' } })
    await flushPromises()
    observer.disconnect()
    const other = page.get('#other').element
    expect(page.get('#out').text()).toBe('new')
    expect([...touched].filter((node) => other.contains(node))).toEqual([])
  })
})
