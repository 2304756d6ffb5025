import { describe, expect, it } from 'vitest'
import { html, part } from '../../src/sdk/index.ts'
import { controls } from '../../src/sdk/controls.ts'
import { resolveParts } from '../../src/shared/resolve-parts.ts'

const result = { title: 'Sum', rows: [{ a: 1 }], nested: { list: [{ x: 5 }] }, map: new Map<unknown, unknown>([['k', 1], [2, 'two']]), none: null }

describe('a result layout', () => {
  it('has parts of the result in place of props, by keys and positions', () => {
    expect(resolveParts(controls.table({ id: 't', rows: part('rows'), columns: [part('nested.list.0.x')] }), result).props)
      .toMatchObject({ id: 't', rows: result.rows, columns: [5] })
    expect(resolveParts(controls.progress({ value: part('map.2') }), result).props).toMatchObject({ value: 'two' })
    expect(resolveParts(controls.graph({ figure: part() }), result).props).toMatchObject({ figure: result })
  })

  it('I3: has text as text among children, and draws other parts by what they are', () => {
    expect(resolveParts(html.div([html.h3(part('title')), part('rows'), ' plain ']), result).props.children).toEqual([
      { component: 'h3', props: { children: 'Sum' } }, { component: 'result-value', props: { value: result.rows } }, ' plain ',
    ])
    expect(resolveParts(html.div(part('none')), result).props.children).toEqual({ component: 'result-value', props: { value: null } })
  })

  it('tells in words which part is missing, and draws the rest', () => {
    const layout = html.div([controls.graph({ figure: part('chart') }), html.p(part('nested.list.7.x')), html.p('stays')])
    expect(resolveParts(layout, result).props.children).toEqual([
      { component: 'missing-part', props: { path: 'chart', known: 'title, rows, nested, map, none' } },
      { component: 'p', props: { children: { component: 'missing-part', props: { path: 'nested.list.7.x', known: 'a list of 1' } } } },
      { component: 'p', props: { children: 'stays' } },
    ])
    expect(resolveParts(html.p(part('a')), 5).props.children).toMatchObject({ props: { known: 'a number' } })
  })

  it('takes nothing that objects have from birth', () => {
    expect(resolveParts(html.p(part('constructor')), result).props.children).toMatchObject({ component: 'missing-part' })
    expect(resolveParts(html.p(part('title.length')), result).props.children).toMatchObject({ component: 'missing-part' })
  })
})
