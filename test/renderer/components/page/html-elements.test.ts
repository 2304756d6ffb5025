// @vitest-environment happy-dom
import { flushPromises, type VueWrapper } from '@vue/test-utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { html } from '../../../../src/sdk/index.ts'
import type { CallbackCall } from '../../../../src/shared/change.ts'
import { type HtmlTag, htmlTags } from '../../../../src/shared/html-tags.ts'
import { el, input, light, task } from '../../../shared/page/support/descriptors.ts'
import { MemoryBridge } from '../../support/memory-bridge.ts'
import { mountPage } from '../../support/mount-page.ts'

const shared = { className: 'a b', title: 'tip', lang: 'de', dir: 'rtl' as const, role: 'note', tabIndex: 0, style: { maxWidth: '4rem' }, 'aria-label': 'said', 'aria-hidden': false, 'data-row': 7, 'nClicks': 3 }
/** What some elements have beside that: the props, and the attributes they become. */
const own: Partial<Record<HtmlTag, readonly [props: Readonly<Record<string, unknown>>, attributes: Readonly<Record<string, string>>]>> = {
  a: [{ href: 'https://example.org/', download: 'x' }, { href: 'https://example.org/', target: '_blank', rel: 'noreferrer', download: 'x' }],
  button: [{ disabled: true }, { type: 'button', disabled: '' }], fieldset: [{ disabled: true }, { disabled: '' }],
  progress: [{ value: 3, max: 10 }, { value: '3', max: '10' }], meter: [{ value: 2, min: 1, max: 4, low: 1, high: 3, optimum: 2 }, { min: '1', max: '4', low: '1', high: '3', optimum: '2' }],
  img: [{ src: 'data:image/png;base64,AA==', alt: 'dot', width: 8, height: 9 }, { src: 'data:image/png;base64,AA==', alt: 'dot', width: '8', height: '9' }],
  audio: [{ src: 'data:audio/wav;base64,AA==', controls: true, loop: true }, { src: 'data:audio/wav;base64,AA==', controls: '', loop: '' }],
  video: [{ src: 'data:video/mp4;base64,AA==', controls: true, loop: true, width: 8, height: 9 }, { src: 'data:video/mp4;base64,AA==', controls: '', loop: '', width: '8', height: '9' }],
  details: [{ open: true }, { open: '' }], dialog: [{ open: true }, { open: '' }], label: [{ htmlFor: 'x' }, { for: 'x' }],
  ol: [{ start: 3, reversed: true }, { start: '3', reversed: '' }], td: [{ colSpan: 2, rowSpan: 3 }, { colspan: '2', rowspan: '3' }],
  th: [{ colSpan: 2, rowSpan: 3, scope: 'row' }, { colspan: '2', rowspan: '3', scope: 'row' }], col: [{ span: 2 }, { span: '2' }], colgroup: [{ span: 2 }, { span: '2' }],
  time: [{ dateTime: '2026-01-31' }, { datetime: '2026-01-31' }],
}

let main: MemoryBridge
let page: VueWrapper
beforeAll(async () => {
  // A document of its own would follow links.
  document.addEventListener('click', (event) => { event.preventDefault() }, true)
  main = new MemoryBridge()
  main.answers.callLight = () => ({ reply: 'noUpdate' })
  const clicks = light('clicks', { inputs: htmlTags.map((tag) => input(`the-${tag}`, 'nClicks')) })
  const make = html as unknown as Record<string, (props: object) => ReturnType<typeof html.div>>
  const elements = htmlTags.map((tag) => make[tag]!({ id: `the-${tag}`, ...shared, ...own[tag]?.[0] }))
  page = await mountPage(main, task([...elements, el('div', { id: { row: 1 } }, 'pattern'), el('i', { id: 'plain' }, ['text', el('b', {}, '<b>')])], [clicks]))
})
afterAll(() => { page.unmount() })

describe('html elements', () => {
  it.each(htmlTags)('I1 %s is drawn as itself, with what every element takes and what is its own', (tag) => {
    const drawn = page.get(`#the-${tag}`)
    expect(drawn.element.tagName.toLowerCase()).toBe(tag)
    expect(drawn.attributes()).toMatchObject({
      'class': 'a b', 'title': 'tip', 'lang': 'de', 'dir': 'rtl', 'role': 'note', 'tabindex': '0', 'style': 'max-width: 4rem;', 'aria-label': 'said', 'aria-hidden': 'false', 'data-row': '7',
      ...own[tag]?.[1],
    })
  })

  it.each(htmlTags.filter((tag) => tag !== 'button' && tag !== 'fieldset'))('I1 %s counts its clicks', async (tag) => {
    await page.get(`#the-${tag}`).trigger('click')
    await flushPromises()
    expect((main.of('callLight').at(-1)?.[0] as CallbackCall).args[htmlTags.indexOf(tag)]).toBe(4)
  })

  it('I1 children are drawn in order, as text where they are text, and an id may be an object', () => {
    expect(page.get('#plain').text()).toBe('text<b>')
    expect(page.get('[id=\'{"row":1}\']').text()).toBe('pattern')
  })
})
