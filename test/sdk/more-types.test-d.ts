import { describe, expectTypeOf, it } from 'vitest'
import {
  ALL, boolean, callback, choice, colour, controls, date, defineTask, files, html, Input, integer, json, longCallback, MATCH, multiChoice, noUpdate, Output, part, range, saveAs, secret, State, text, timeSpan,
} from '../../src/sdk/index.ts'

const clicks = Input('run', 'nClicks')
const name = State<string>('name', 'value')

describe('the types of arguments', () => {
  it('B2 keep declared order where Input and State are mixed, nest, and know lists and what may be missing', () => {
    longCallback({ inputs: [name, clicks], run(who, n) { expectTypeOf(who).toEqualTypeOf<string>(); expectTypeOf(n).toEqualTypeOf<number | null>() } })
    longCallback({
      inputs: { rows: Input({ row: ALL }, 'title'), one: { deep: [Input<number>('size', 'value'), Input('p', 'hidden', { optional: true })] } }, state: { own: State({ row: MATCH }, 'title') },
      run({ rows, one, own }) {
        expectTypeOf(rows).toEqualTypeOf<(string | null)[]>()
        expectTypeOf(one).toEqualTypeOf<{ deep: [number, boolean | undefined] }>()
        expectTypeOf(own).toEqualTypeOf<string | null>()
      },
    })
    callback({ inputs: clicks, state: [name, State<number>('n', 'value')], run(n, who, count) { expectTypeOf([n, who, count]).toEqualTypeOf<(string | number | null)[]>() } })
    // @ts-expect-error the count of clicks is a number or null
    longCallback({ inputs: clicks, run: (n: string) => n })
  })

  it('B4 progress of any grouping types setProgress and progressDefault', () => {
    longCallback({
      inputs: clicks, progress: { bar: [Output<number>('bar', 'value')], text: Output('p', 'children') }, progressDefault: { bar: [0], text: '' },
      run(setProgress) {
        setProgress({ bar: [1], text: 'one' })
        setProgress({ bar: noUpdate, text: noUpdate })
        // @ts-expect-error text is missing
        setProgress({ bar: [1] })
        // @ts-expect-error the bar takes a number
        setProgress({ bar: ['1'], text: '' })
      },
    })
    // @ts-expect-error there is no progress that it could be the default of
    longCallback({ inputs: clicks, progressDefault: 3, run: () => null })
  })

  it('A13 refuses to join an array with an object', () => {
    // @ts-expect-error an array and an object
    longCallback({ inputs: [clicks], state: { name }, run: () => null })
    // @ts-expect-error an object and an array
    longCallback({ inputs: { clicks }, state: [name], run: () => null })
    // @ts-expect-error a component is no dependency
    longCallback({ inputs: html.button('Run', { id: 'run' }), run: () => null })
  })
})

describe('the types of forms', () => {
  it('knows the value of every kind of param, in run and in validate', () => {
    const params = {
      parts: multiChoice({ choices: ['rows', 'columns'], default: ['rows'] }), some: multiChoice({ choices: [1, 2], required: false }), years: range({ default: [1, 2] }), span: timeSpan(), from: date({ required: false }),
      line: colour({ default: '#000000' }), settings: json<{ depth: number }>(), anything: json(), token: secret({ required: false }), tables: files(), target: saveAs({ required: false }), deep: boolean(),
    }
    defineTask({
      title: 'all', params,
      validate(values) {
        expectTypeOf(values.parts).toEqualTypeOf<readonly ('rows' | 'columns')[]>()
        expectTypeOf(values.from).toEqualTypeOf<string | null>()
        return values.years[0] > 3 ? { years: 'Too late.' } : null
      },
      run(values) {
        expectTypeOf(values.some).toEqualTypeOf<readonly (1 | 2)[] | null>()
        expectTypeOf(values.years).toEqualTypeOf<readonly [number, number]>()
        expectTypeOf([values.span, values.line, values.deep]).toEqualTypeOf<(number | string | boolean)[]>()
        expectTypeOf(values.settings).toEqualTypeOf<{ depth: number }>()
        expectTypeOf(values.anything).toEqualTypeOf<unknown>()
        expectTypeOf(values.token).toEqualTypeOf<string | null>()
        expectTypeOf(values.tables).toEqualTypeOf<readonly string[]>()
        expectTypeOf(values.target).toEqualTypeOf<string | null>()
      },
    })
    // @ts-expect-error there is no param of this name
    defineTask({ title: 'x', params: { n: integer() }, validate: () => ({ m: 'wrong' }), run: ({ n }) => n })
    // @ts-expect-error there is no such value in run
    defineTask({ title: 'x', params: { n: integer() }, run: ({ m }) => String(m) })
    defineTask({ title: 'x', run: () => 1, resultLayout: html.div([html.p(part('title')), controls.graph({ figure: part('chart') })]) })
  })

  it('refuses wrong options of params and wrong props of controls', () => {
    // @ts-expect-error it is called default
    integer({ defualt: 3 })
    // @ts-expect-error it takes a number
    integer({ default: '3' })
    // @ts-expect-error not one of the choices
    choice({ choices: ['a', 'b'], default: 'c' })
    // @ts-expect-error a list of choices
    multiChoice({ choices: ['a', 'b'], default: 'a' })
    // @ts-expect-error two numbers
    range({ default: [1] })
    // @ts-expect-error it is called pattern
    text({ patern: 'x' })
    // @ts-expect-error it is called min
    controls.slider({ id: 's', minn: 3 })
    // @ts-expect-error it takes a number
    controls.slider({ id: 's', min: '3' })
    // @ts-expect-error a dropdown has options
    controls.dropdown({ id: 'd' })
  })
})
