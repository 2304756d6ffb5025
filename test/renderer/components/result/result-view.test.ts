// @vitest-environment happy-dom
import ui from '@nuxt/ui/vue-plugin'
import UApp from '@nuxt/ui/components/App.vue'
import { mount, type VueWrapper } from '@vue/test-utils'
import fc from 'fast-check'
import { createPinia } from 'pinia'
import { computed, defineComponent, h, shallowRef } from 'vue'
import { describe, expect, it } from 'vitest'
import { providePage } from '../../../../src/renderer/components/page/page-context.ts'
import ResultView from '../../../../src/renderer/components/result/ResultView.vue'
import { resultText } from '../../../../src/renderer/components/result/result-text.ts'
import { taskId } from '../../support/memory-bridge.ts'

/** Draws a value as a result; what Vue warns of or throws fails the test. */
function draw(value: unknown): VueWrapper {
  const Page = defineComponent({
    setup() {
      providePage({
        taskId, pageId: shallowRef(null), state: shallowRef(null), calls: computed(() => []), ends: computed(() => []), busy: computed(() => new Set()),
        propsOf: ({ props }) => props, change: () => undefined, run: () => undefined, cancel: () => undefined, ownRun: shallowRef(null), verdict: () => Promise.resolve({ verdict: 'uncached' }),
      })
      return () => h(ResultView, { value })
    },
  })
  const faults: unknown[] = []
  const view = mount(defineComponent(() => () => h(UApp, { toaster: null }, () => h(Page))), {
    global: { plugins: [createPinia(), ui], config: { errorHandler: (error) => { faults.push(error) } } }, attachTo: document.body,
  })
  expect(faults).toEqual([])
  return view
}

/** Values as structured clone carries them, shapes that results have more often than chance makes them. */
const cloneable = fc.letrec((tie) => ({
  leaf: fc.oneof(
    fc.string(), fc.string({ minLength: 100, maxLength: 300 }), fc.double(), fc.bigInt(), fc.boolean(), fc.constantFrom(null, undefined), fc.date({ noInvalidDate: false }),
    fc.uint8Array(), fc.float64Array(), fc.bigUint64Array(), fc.constant(new ArrayBuffer(9)), fc.constant(new DataView(new ArrayBuffer(3))), fc.constant(/x/g), fc.constant(new RangeError('far')),
    fc.record({ value: fc.double(), unit: fc.string() }), fc.constant({ $simmer: 'file', hash: 'ab', size: 5, name: 'a.png' }),
  ),
  value: fc.oneof({ maxDepth: 4, depthSize: 'small' },
    tie('leaf'), fc.array(tie('value')), fc.dictionary(fc.string(), tie('value')), fc.array(fc.record({ a: tie('leaf'), b: tie('leaf') })), fc.array(fc.array(tie('leaf'))),
    fc.array(tie('value')).map((items) => new Set(items)), fc.array(fc.tuple(tie('leaf'), tie('value'))).map((items) => new Map(items)),
    fc.record({ component: fc.constantFrom('p', 'div', 'table', 'markdown', 'raw', 'image', 'nothing', 'input'), props: fc.record({ children: tie('value'), rows: tie('value'), markup: tie('leaf'), src: tie('leaf') }, { requiredKeys: [] }) }),
  ),
}))

describe('a result of any kind', () => {
  it('F3: is drawn, whatever structured clone carries', { timeout: 120_000 }, () => {
    fc.assert(fc.property(cloneable.value, (value) => {
      const cloned: unknown = structuredClone(value)
      draw(cloned).unmount()
      expect(typeof resultText(cloned)).toBe('string')
    }), { numRuns: 50 })
  })

  it('is drawn when it holds itself, is deep, wide or long', () => {
    const circle: Record<string, unknown> = { n: 1, list: [] }
    circle['self'] = circle;
    (circle['list'] as unknown[]).push(circle, [circle])
    let deep: unknown = 'bottom'
    for (let level = 0; level < 5_000; level += 1) deep = { deep }
    const wide = Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`key${index}`, index]))
    for (const value of [circle, [circle], deep, wide, [wide], 'x'.repeat(1_000_000), new Float64Array(1_000_000), { a: [1, 2], b: new Map([[circle, circle]]) }]) {
      const view = draw(value)
      expect(view.text()).not.toBe('')
      view.unmount()
    }
  })

  it('I3: has text as text', () => {
    const view = draw({ note: '<img src=x onerror=alert(1)>', rows: [{ '<b>': '<script>1</script>' }] })
    expect(view.find('img, script, b').exists()).toBe(false)
    expect(view.text()).toContain('<script>1</script>')
    view.unmount()
  })

  it('shows several big parts as tabs, the small ones above', async () => {
    const view = draw({ count: 3, took: { value: 1.5, unit: 's' }, rows: [{ a: 1 }], report: 'one\ntwo' })
    expect(view.get('[data-testid=facts]').text()).toMatch(/Count\s*3.*Took\s*1\.5\s*s/)
    expect(view.findAll('[role=tab]').map((tab) => tab.text())).toEqual(['Rows', 'Report'])
    expect(view.find('[data-testid=data-table]').exists()).toBe(true)
    await view.findAll('[role=tab]')[1]!.trigger('mousedown', { button: 0 })
    expect(view.get('pre').text()).toBe('one\ntwo')
    view.unmount()
  })
})
