// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { controls, defineTask, html } from '../../../../src/sdk/index.ts'
import { describeTask } from '../../../../src/sdk/internal.ts'
import { usePages } from '../../../../src/renderer/stores/pages.ts'
import { MemoryBridge, taskId } from '../../support/memory-bridge.ts'
import { mountPage } from '../../support/mount-page.ts'

const descriptor = describeTask(defineTask({
  title: 'Tabs', callbacks: [],
  layout: html.div([controls.tabs([
    controls.tab([html.p('Shown at once', { id: 'one' })], { label: 'One', value: 'one' }),
    controls.tab([html.p('Shown later', { id: 'two' })], { label: 'Two', value: 'two' }),
  ], { id: 'tabs', value: 'one' })]),
}), undefined)

let page: VueWrapper
afterEach(() => { page.unmount() })

describe('tabs of a layout', () => {
  it('I2: draw what is in a tab when it is first shown, and keep it from then on', async () => {
    page = await mountPage(new MemoryBridge(), descriptor)
    expect([page.text().includes('Shown at once'), page.text().includes('Shown later')]).toEqual([true, false])
    usePages().find(taskId)?.change('tabs', { value: 'two' })
    await flushPromises()
    expect(page.text()).toContain('Shown later')
    usePages().find(taskId)?.change('tabs', { value: 'one' })
    await flushPromises()
    expect(page.text()).toContain('Shown later')
  })
})
