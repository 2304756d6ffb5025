import { describe, expectTypeOf, it } from 'vitest'
import {
  ALL, callback, choice, controls, defineTask, file, html, Input, integer, longCallback, MATCH, noUpdate, number, Output, State, text,
} from '../../src/sdk/index.ts'
import type { ValueOf } from '../../src/sdk/types/held.ts'

const name = State<string>('name', 'value')
const clicks = Input('run', 'nClicks')

describe('the types of groupings', () => {
  it('knows the props that every component has, and takes what is said for others', () => {
    expectTypeOf<ValueOf<typeof clicks>>().toEqualTypeOf<number | null>()
    expectTypeOf<ValueOf<typeof name>>().toEqualTypeOf<string>()
    const _rows = Input({ type: 'row', index: ALL }, 'nClicks')
    expectTypeOf<ValueOf<typeof _rows>>().toEqualTypeOf<(number | null)[]>()
    const _row = Input({ type: 'row', index: MATCH }, 'disabled')
    expectTypeOf<ValueOf<typeof _row>>().toEqualTypeOf<boolean>()
    const _perhaps = Input('run', 'nClicks', { optional: true })
    expectTypeOf<ValueOf<typeof _perhaps>>().toEqualTypeOf<number | null | undefined>()
    const _unknownProp = State('name', 'value')
    expectTypeOf<ValueOf<typeof _unknownProp>>().toEqualTypeOf<unknown>()
  })

  it('B2 gives run positional arguments for arrays, one object for objects, one argument for a scalar', () => {
    longCallback({ inputs: clicks, run(n) { expectTypeOf(n).toEqualTypeOf<number | null>() } })
    longCallback({ inputs: [clicks, name], run(n, who) { expectTypeOf(n).toEqualTypeOf<number | null>(); expectTypeOf(who).toEqualTypeOf<string>() } })
    longCallback({ inputs: [clicks], state: [name], run(n, who) { expectTypeOf(n).toEqualTypeOf<number | null>(); expectTypeOf(who).toEqualTypeOf<string>() } })
    longCallback({ inputs: { n: clicks }, state: { who: name }, run({ n, who }) { expectTypeOf(n).toEqualTypeOf<number | null>(); expectTypeOf(who).toEqualTypeOf<string>() } })
    longCallback({ inputs: clicks, state: { who: name }, run(n, states) { expectTypeOf(n).toEqualTypeOf<number | null>(); expectTypeOf(states).toEqualTypeOf<{ who: string }>() } })
    longCallback({ inputs: [{ a: clicks }, [name]], run(first, second) { expectTypeOf(first).toEqualTypeOf<{ a: number | null }>(); expectTypeOf(second).toEqualTypeOf<[string]>() } })
  })

  it('passes setProgress first where there is progress, typed as its grouping', () => {
    longCallback({
      inputs: clicks, progress: [Output<number>('bar', 'value'), Output<string>('status', 'text')],
      run(setProgress, n) {
        expectTypeOf(n).toEqualTypeOf<number | null>()
        setProgress([1, 'one'])
        setProgress([noUpdate, 'one'])
        setProgress(noUpdate)
        // @ts-expect-error the status is text
        setProgress([1, 2])
        // @ts-expect-error there are two progress props
        setProgress([1])
      },
    })
  })

  it('takes results of the outputs\' grouping alone', () => {
    longCallback({ output: Output('p', 'children'), inputs: clicks, run: () => 'text' })
    longCallback({ output: [Output('p', 'children'), Output('q', 'disabled')], inputs: clicks, async run() { await Promise.resolve(); return ['text', true] } })
    longCallback({ output: { p: Output('p', 'children'), q: Output<number>('q', 'value') }, inputs: clicks, run: () => ({ p: 'text', q: noUpdate }) })
    callback({ output: Output('p', 'hidden'), inputs: clicks, run: (n) => (n ?? 0) > 1 })
    // @ts-expect-error hidden is a boolean
    callback({ output: Output('p', 'hidden'), inputs: clicks, run: () => 3 })
    // @ts-expect-error two outputs, one value
    longCallback({ output: [Output('p', 'children'), Output('q', 'disabled')], inputs: clicks, run: () => ['text'] })
    // @ts-expect-error a key is missing
    longCallback({ output: { p: Output('p', 'children'), q: Output('q', 'disabled') }, inputs: clicks, run: () => ({ p: 'text' }) })
  })

  it('A3 refuses dependencies of the wrong kind', () => {
    // @ts-expect-error an Output is no input
    longCallback({ inputs: Output('run', 'nClicks'), run: () => null })
    // @ts-expect-error an Output inside inputs
    longCallback({ inputs: [clicks, Output('run', 'nClicks')], run: () => null })
    // @ts-expect-error an Input is no output
    longCallback({ output: { p: Input('p', 'children') }, inputs: clicks, run: () => ({ p: null }) })
    // @ts-expect-error an Input is no progress
    longCallback({ inputs: clicks, progress: [Input('p', 'children')], run: () => null })
    // @ts-expect-error an Output cancels nothing
    longCallback({ inputs: clicks, cancel: [Output('cancel', 'nClicks')], run: () => null })
    // @ts-expect-error an Input as state
    longCallback({ inputs: clicks, state: [clicks], run: () => null })
    // @ts-expect-error text is no dependency
    longCallback({ inputs: ['run'], run: () => null })
  })

  it('A4 refuses running entries of another form or with values of another type', () => {
    longCallback({ inputs: clicks, running: [[Output('run', 'disabled'), true, false], [Output('s', 'children'), 'on', 'off']], run: () => null })
    longCallback({ inputs: clicks, running: [], run: () => null })
    // @ts-expect-error two values are needed
    longCallback({ inputs: clicks, running: [[Output('run', 'disabled'), true]], run: () => null })
    // @ts-expect-error disabled is a boolean
    longCallback({ inputs: clicks, running: [[Output('run', 'disabled'), 'yes', false]], run: () => null })
    // @ts-expect-error an Input cannot be set
    longCallback({ inputs: clicks, running: [[Input('run', 'disabled'), true, false]], run: () => null })
  })

  it('A5 takes a progressDefault of the shape of progress', () => {
    longCallback({ inputs: clicks, progress: [Output<number>('bar', 'value')], progressDefault: [0], run: () => null })
    // @ts-expect-error the bar takes a number
    longCallback({ inputs: clicks, progress: [Output<number>('bar', 'value')], progressDefault: ['0'], run: () => null })
  })

  it('A8 refuses unknown options', () => {
    // @ts-expect-error it is called whenRunning
    longCallback({ inputs: clicks, ifRunning: 'replace', run: () => null })
    // @ts-expect-error light callbacks are not cached
    callback({ inputs: clicks, cacheBy: [], run: () => null })
    // @ts-expect-error there is no such policy for running twice
    longCallback({ inputs: clicks, whenRunning: 'wait', run: () => null })
  })
})

describe('the types of tasks', () => {
  it('infers the values of params', () => {
    defineTask({
      title: 'all',
      params: {
        limit: integer({ default: 10 }), rate: number(), name: text({ required: false }), kind: choice({ choices: ['call', 'put'], default: 'call' }),
        years: choice({ choices: [{ label: 'one', value: 1 }, { label: 'ten', value: 10 }], required: false }), table: file({ extensions: ['csv'] }),
      },
      cacheArgsToSkip: 'name',
      run({ limit, rate, name: called, kind, years, table }, job) {
        expectTypeOf(limit).toEqualTypeOf<number>()
        expectTypeOf(rate).toEqualTypeOf<number>()
        expectTypeOf(called).toEqualTypeOf<string | null>()
        expectTypeOf(kind).toEqualTypeOf<'call' | 'put'>()
        expectTypeOf(years).toEqualTypeOf<1 | 10 | null>()
        expectTypeOf(table).toEqualTypeOf<string>()
        job.progress(0.5, 'half')
        expectTypeOf(job.signal).toEqualTypeOf<AbortSignal>()
      },
    })
    // @ts-expect-error there is no such param to skip
    defineTask({ title: 'skip', params: { a: number() }, cacheArgsToSkip: ['b'], run: ({ a }) => a })
    // @ts-expect-error a task has a title
    defineTask({ params: { a: number() }, run: ({ a }) => a })
    // @ts-expect-error a param is made by integer(), number() …
    defineTask({ title: 'raw', params: { a: 3 }, run: ({ a }) => a })
  })

  it('takes a layout with callbacks', () => {
    defineTask({ title: 'page', layout: html.div([html.button('Run', { id: 'run' }), controls.input({ id: 'name' })]), callbacks: [callback({ inputs: clicks, run: () => null })] })
    // @ts-expect-error a function is no callback
    defineTask({ title: 'page', layout: html.div(), callbacks: [() => null] })
    // @ts-expect-error html elements have no such prop
    html.button('Run', { id: 'run', onClick: 'x' })
  })
})
