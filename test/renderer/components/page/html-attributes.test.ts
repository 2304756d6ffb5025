import { describe, expect, it } from 'vitest'
import { htmlAttributes } from '../../../../src/renderer/components/page/html-attributes.ts'

describe('attributes of plain elements', () => {
  it('I1: ids, class, style, aria and data come through, under their html names', () => {
    expect(htmlAttributes('div', { 'id': { row: 1 }, 'className': 'card', 'style': { maxWidth: '4rem' }, 'aria-label': 'x', 'ariaHidden': true, 'data-row': 1, 'dataRowId': 2, 'tabIndex': 0 }))
      .toEqual({ 'id': '{"row":1}', 'class': 'card', 'style': { maxWidth: '4rem' }, 'aria-label': 'x', 'aria-hidden': true, 'data-row': 1, 'data-row-id': 2, 'tabindex': 0 })
  })

  it('I3: nothing that runs or loads comes through', () => {
    expect(htmlAttributes('div', { onclick: 'alert(1)', onClick: 'alert(1)', innerHTML: '<script>', srcdoc: 'x', style: { 'background': 'url(https://x.y/z)', 'color': 'red' } }))
      .toEqual({ style: { color: 'red' } })
    expect(htmlAttributes('a', { href: 'javascript:alert(1)' })).toEqual({})
    expect(htmlAttributes('a', { href: 'https://example.org' })).toMatchObject({ href: 'https://example.org', rel: 'noreferrer' })
    expect(htmlAttributes('img', { src: 'https://x.y/z.png', alt: 'z' })).toEqual({ alt: 'z' })
    expect(htmlAttributes('img', { src: 'data:image/png;base64,AA==' })).toEqual({ src: 'data:image/png;base64,AA==' })
    expect(htmlAttributes('div', { style: 'background: url(https://x.y)' })).toEqual({})
  })

  it('a button never submits anything', () => {
    expect(htmlAttributes('button', { type: 'submit' })).toEqual({ type: 'button' })
  })
})
