import { describe, expect, it } from 'vitest'
import { ALL, ALLSMALLER, arg, callback, controls, defineTask, fileMtime, html, Input, launchUid, longCallback, MATCH, Output, State } from '../../src/sdk/index.ts'
import { describeTask } from '../../src/sdk/internal.ts'
import { described, page, refusedCallbacks, refusedTask } from './loose-tasks.ts'

const run = () => null

describe('what is no task', () => {
  it.each([[undefined, 'no default export'], [() => 1, 'function'], [{ title: 'x' }, 'an object with title'], [null, 'null']])('A1 refuses the default export %s', (thing, said) => {
    expect(() => describeTask(thing, undefined)).toThrow(said)
    expect(() => describeTask(thing, undefined)).toThrow(expect.objectContaining({ code: 'SCRIPT_REFUSED' }))
  })

  it('A1 points to the line that defined what is refused', () => {
    const refused = refusedCallbacks([{ interval: -1 }])
    expect(refused.stack?.split('\n')[1]).toContain('loose-tasks.ts')
    expect(refused.message).toContain('Callback "p.children"')
  })

  it('A8 refuses a task without title, layout or callbacks, and options it does not know', () => {
    expect(refusedTask({ params: {}, run }).message).toContain('title is missing')
    expect(refusedTask({ title: 'T' }).message).toContain('layout is missing')
    expect(refusedTask({ title: 'T', layout: page }).message).toContain('callbacks is a list')
    expect(refusedTask({ title: 'T', layout: page, callbacks: [run] }).message).toContain('callbacks[0] is the function')
    expect(refusedTask({ title: 'T', params: {} }).message).toContain('run is missing')
    expect(refusedTask({ title: 'T', run, parms: {} }).hint).toBe('Did you mean "params"?')
    expect(refusedTask({ title: 'T', run }, { cache_by: [] }).hint).toBe('Did you mean "cacheBy"?')
  })
})

describe('one callback', () => {
  it('A3 refuses dependencies of the wrong kind, and says how to write them', () => {
    const cancel = refusedCallbacks([{ cancel: [Output('cancel', 'nClicks')] }])
    expect(cancel.message).toContain('cancel[0] takes Inputs; got the Output cancel.nClicks')
    expect(cancel.hint).toBe("Write Input('cancel', 'nClicks').")
    expect(refusedCallbacks([{ inputs: [Output('run', 'nClicks')] }]).message).toContain('inputs[0] takes Inputs and States')
    expect(refusedCallbacks([{ output: { a: [Input('p', 'children')] } }]).message).toContain('output.a[0] takes Outputs')
    expect(refusedCallbacks([{ progress: Input('bar', 'value') }]).message).toContain('progress takes Outputs')
    expect(refusedCallbacks([{ running: [[Input('run', 'disabled'), true, false]] }]).message).toContain('running[0][0] takes Outputs')
    expect(refusedCallbacks([{ state: 'name.value' }]).hint).toBe("Write State('name', 'value').")
    expect(refusedCallbacks([{ inputs: State('run', 'nClicks') }]).message).toContain('nothing would ever run it')
  })

  it('A4 refuses running entries that are not [Output, during, after], and takes an empty list', () => {
    expect(refusedCallbacks([{ running: [[Output('run', 'disabled'), true]] }]).message).toContain('running[0] has 2 items; expected 3')
    expect(refusedCallbacks([{ running: [Output('run', 'disabled')] }]).message).toContain('running[0] is [Output, during, after]')
    expect(described([{ running: [] }]).callbacks[0]?.running).toEqual([])
  })

  it.each([0, '', false, null])('A5 keeps the progressDefault %j', (value) => {
    expect(described([{ progress: Output('bar', 'value'), progressDefault: value }]).callbacks[0]?.progressDefault).toEqual({ value })
  })

  it('A5 refuses a progressDefault without progress, or of another shape', () => {
    expect(refusedCallbacks([{ progressDefault: 0 }]).message).toContain('progressDefault without progress')
    const shape = refusedCallbacks([{ progress: [Output('bar', 'value'), Output('bar', 'max')], progressDefault: [0] }])
    expect(shape.message).toContain('expected 2 items, got 1 items')
    expect(shape.hint).toContain('bar.value, bar.max')
  })

  it('A6 takes 0 alone, and refuses arguments that are not there', () => {
    expect(described([{ cacheArgsToSkip: 0 }]).callbacks[0]?.cacheArgsToSkip).toEqual([0])
    expect(refusedCallbacks([{ cacheArgsToSkip: 1 }]).message).toContain('run has one argument, 0')
    expect(refusedCallbacks([{ cacheArgsToSkip: ['run'] }]).hint).toContain('use positions')
    expect(refusedCallbacks([{ inputs: { button: Input('run', 'nClicks') }, cacheArgsToSkip: ['buton'] }]).hint).toBe('Did you mean "button"?')
    expect(refusedCallbacks([{ cacheBy: fileMtime(arg('file')) }]).message).toContain('cacheBy[0] names the unknown argument "file"')
  })

  it.each([
    ['interval', -1], ['interval', Infinity], ['interval', NaN], ['interval', '5'], ['expire', 0], ['timeout', -1], ['memoryLimit', 0],
    ['cancelGrace', -1], ['concurrency', 0], ['concurrency', 1.5], ['priority', 'highest'], ['niceness', 20], ['niceness', -1], ['niceness', 1.5], ['whenRunning', 'wait'], ['runtime', 'deno'],
    ['keepFiles', 'yes'], ['retries', -1], ['retries', { delay: 2 }], ['resources', { gpu: 1 }], ['onInterrupted', 'again'], ['preventInitialCall', 'initial'],
    ['onError', 'x'], ['name', ''], ['cacheBy', ['mtime']], ['cacheBy', launchUid],
  ])('A7 refuses %s: %j', (option, value) => {
    const refused = refusedCallbacks([{ [option]: value }])
    expect(refused.code).toBe('SCRIPT_REFUSED')
    expect(refused.message).toContain(option)
  })

  it('A8 refuses unknown options with what was meant, also as Dash writes them', () => {
    expect(refusedCallbacks([{ intervall: 5 }]).hint).toBe('Did you mean "interval"?')
    expect(refusedCallbacks([{ progress_default: 5 }]).hint).toBe('Did you mean "progressDefault"?')
    expect(refusedCallbacks([{ prevent_initial_call: true }]).hint).toBe('Did you mean "preventInitialCall"?')
  })

  it('A13 refuses to join an object with an array, and one key twice', () => {
    expect(refusedCallbacks([{ inputs: { n: Input('run', 'nClicks') }, state: [State('p', 'children')] }]).message).toContain('inputs is an object and state is an array')
    expect(refusedCallbacks([{ inputs: [Input('run', 'nClicks')], state: { n: State('p', 'children') } }]).message).toContain('inputs is an array and state is an object')
    expect(refusedCallbacks([{ inputs: { n: Input('run', 'nClicks') }, state: { n: State('p', 'children') } }]).message).toContain('both have the key "n"')
  })

  it('A14 refuses a manager that is not there, with the two ways to get one', () => {
    const refused = refusedCallbacks([{ manager: 'farm' }])
    expect(refused.message).toContain('there is no manager "farm"')
    expect(refused.hint).toContain("manager: 'local'")
    expect(described([{ manager: 'local' }]).callbacks).toHaveLength(1)
  })
})

describe('callbacks together', () => {
  it('A2 refuses one output of two callbacks, and allowDuplicate without preventInitialCall', () => {
    const inputs = Input('cancel', 'nClicks')
    expect(refusedCallbacks([{}, { inputs }]).message).toContain('p.children is already an output of callback "p.children"')
    expect(refusedCallbacks([{}, { inputs, name: 'second', output: Output('p', 'children', { allowDuplicate: true }) }]).message).toContain('preventInitialCall is needed')
    const second = { inputs, name: 'second', output: Output('p', 'children', { allowDuplicate: true }) }
    expect(described([{}, { ...second, preventInitialCall: true }]).callbacks.map((each) => each.preventInitialCall)).toEqual([false, true])
    expect(described([{}, { ...second, preventInitialCall: 'initial-duplicate' }]).callbacks.map((each) => each.preventInitialCall)).toEqual([false, false])
  })

  it('A2 refuses patterns that can mean the same component, and two callbacks with one id', () => {
    const row = (index: number | typeof ALL) => Output({ type: 'row', index }, 'children')
    expect(refusedCallbacks([{ output: row(ALL) }, { output: row(3) }]).message).toContain('already an output')
    expect(refusedCallbacks([{ output: undefined }, { output: undefined }]).hint).toContain("name: '…'")
    expect(described([{ output: undefined }, { output: undefined, name: 'other' }]).callbacks.map(({ id }) => id)).toEqual(['run.nClicks', 'other'])
  })

  it('A9 refuses ids and props that the layout lacks, with the nearest there is', () => {
    expect(refusedCallbacks([{ inputs: Input('rnu', 'nClicks') }]).hint).toContain('Did you mean "run"?')
    expect(refusedCallbacks([{ inputs: Input('run', 'n_clicks') }]).hint).toContain('Did you mean "nClicks"?')
    expect(refusedCallbacks([{ progress: Output('bar', 'vaule') }]).hint).toBe('Did you mean "value"?')
    expect(described([{ inputs: Input('later', 'nClicks') }], { suppressCallbackExceptions: true }).callbacks).toHaveLength(1)
    expect(described([{ inputs: [Input('run', 'nClicks'), Input('later', 'value', { optional: true })] }]).callbacks).toHaveLength(1)
    expect(described([{ output: Output('p', 'aria-label') }]).callbacks).toHaveLength(1)
  })

  it.each(['', 'a.b', '{a', 3, null, {}])('A10 refuses the id %j', (id) => {
    const layout = html.div([html.p('x', { id: id as string })])
    expect(refusedTask({ title: 'T', layout, callbacks: [] }).code).toBe('SCRIPT_REFUSED')
  })

  it('A10 refuses two components with one id, whatever the order of its parts, and functions in props', () => {
    const twice = html.div([html.p('x', { id: { a: 1, b: 2 } }), html.section([html.p('y', { id: { b: 2, a: 1 } })])])
    expect(refusedTask({ title: 'T', layout: twice, callbacks: [] }).message).toContain('two components have the id')
    expect(refusedTask({ title: 'T', layout: { component: 'button', props: { onClick: run } }, callbacks: [] }).message).toContain('"onClick"')
    expect(refusedTask({ title: 'T', layout: { component: 'div', props: { children: [[{ a: 1 }]] } }, callbacks: [] }).message).toContain('hold an object with a')
  })

  it('A11 prints a circle, through progress and running props too', () => {
    const circle = refusedCallbacks([
      { inputs: Input('p', 'children'), output: Output('q', 'children') },
      { inputs: [Input('q', 'children')], output: undefined, name: 'second', progress: Output('p', 'children') },
    ])
    expect(circle.message).toContain('"q.children" writes q.children → "second" writes p.children → "q.children"')
    const running = refusedCallbacks([{ inputs: Input('p', 'title'), running: [[Output('q', 'hidden'), true, false]] }, { inputs: Input('q', 'hidden'), output: Output('p', 'title') }])
    expect(running.message).toContain('circle')
  })

  it('A11 lets a callback write its own Input, but not by running or progress', () => {
    expect(described([{ output: [Output('p', 'children'), Output('run', 'nClicks')] }]).callbacks).toHaveLength(1)
    expect(refusedCallbacks([{ progress: Output('run', 'nClicks') }]).message).toContain('run for ever')
    expect(refusedCallbacks([{ running: [[Output('run', 'nClicks'), 1, 0]] }]).message).toContain('run for ever')
    expect(described([{ inputs: Input('p', 'title'), state: State('q', 'children') }, { inputs: Input('p', 'children'), output: Output('q', 'children') }]).callbacks).toHaveLength(2)
  })

  it('A11 finds circles of patterns among the components that are there', () => {
    const row = (index: number) => html.p('', { id: { type: 'row', index } })
    const callbacks = [callback({ output: Output({ type: 'row', index: MATCH }, 'title'), inputs: Input({ type: 'row', index: ALL }, 'title'), run: () => null })]
    expect(describeTask(defineTask({ title: 'T', layout: html.div([row(1)]), callbacks }), undefined).callbacks).toHaveLength(1)
    expect(() => describeTask(defineTask({ title: 'T', layout: html.div([row(1), row(2)]), callbacks }), undefined)).toThrow('circle')
    const smaller = [callback({ output: Output({ type: 'row', index: MATCH }, 'title'), inputs: Input({ type: 'row', index: ALLSMALLER }, 'title'), run: () => null })]
    expect(describeTask(defineTask({ title: 'T', layout: html.div([row(1), row(2), row(3)]), callbacks: smaller }), undefined).callbacks).toHaveLength(1)
  })

  it('A12 refuses MATCH on keys that the outputs do not match', () => {
    const input = Input({ type: 'go', index: MATCH }, 'nClicks')
    expect(refusedCallbacks([{ inputs: input }]).message).toContain('MATCH on nothing')
    expect(refusedCallbacks([{ inputs: input, output: [Output({ type: 'row', index: MATCH }, 'children'), Output({ type: 'sum', index: ALL }, 'children')] }]).hint).toContain('same keys')
    expect(refusedCallbacks([{ output: Output({ type: 'row', index: ALLSMALLER }, 'children') }]).message).toContain('ALLSMALLER')
    expect(refusedCallbacks([{ cancel: Input({ type: 'stop', row: MATCH }, 'nClicks'), inputs: input, output: Output({ type: 'row', index: MATCH }, 'children') }]).message).toContain('tied to the matched "row"')
    const fine = longCallback({ output: Output({ type: 'row', index: MATCH }, 'children'), inputs: input, cancel: Input({ type: 'stop', index: MATCH }, 'nClicks'), run })
    expect(describeTask(defineTask({ title: 'T', layout: html.div([controls.store({ id: 's' })]), callbacks: [fine] }), undefined).callbacks).toHaveLength(1)
  })
})
