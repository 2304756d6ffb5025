import { describe, expect, it } from 'vitest'
import { ALL, ALLSMALLER, controls, defineTask, html, Input, integer, longCallback, MATCH, noUpdate, Output, part, State, text } from '../../../src/sdk/index.ts'
import { callbackOf, describeTask } from '../../../src/sdk/internal.ts'
import { callbackArguments } from '../../../src/shared/callback-arguments.ts'
import { brandAs, type CallbackId } from '../../../src/shared/brand.ts'
import { dependencyName } from '../../../src/shared/dependency.ts'
import { described, page, refusedCallbacks, refusedTask } from '../../sdk/loose-tasks.ts'

const run = () => null
/** Input, State or Output, called with anything. */
type Maker = (id: unknown, prop: string) => unknown
const go = Input({ type: 'go', index: MATCH }, 'nClicks')

describe('A: one callback by itself', () => {
  it.each([-1, -0.001, Infinity, -Infinity, NaN, '100', null, true, 5n, [100]])('A7 an interval must be a finite number from 0: %s is refused', (interval) => {
    const refused = refusedCallbacks([{ interval }])
    expect([refused.code, refused.message]).toEqual(['SCRIPT_REFUSED', expect.stringMatching(/^Callback "p\.children": interval must be a number, 0 or more; got /)])
    expect(refused.hint).toBe('Leave interval out for 100.')
  })

  it.each(['expire', 'timeout', 'memoryLimit'])('A7 %s must be above 0; any above is taken', (option) => {
    for (const value of [0, -1, Infinity, NaN, '5', null]) expect(refusedCallbacks([{ [option]: value }]).message).toContain(`${option} must be a number, above 0; got `)
    expect(refusedCallbacks([{ [option]: 0 }]).hint).toBe(`Leave ${option} out where there is to be no limit.`)
    for (const value of [0.001, 1, 1e9]) expect(described([{ [option]: value }]).callbacks[0]).toMatchObject({ [option]: value })
  })

  it('A7 an interval of 0 is one, and what a task or a folder says is refused where it is said, even if nothing inherits it', () => {
    expect(described([{ interval: 0 }]).callbacks[0]?.interval).toBe(0)
    expect(refusedTask({ title: 'T', layout: page, callbacks: [], expire: 0 }).message).toBe('The task: expire must be a number, above 0; got the number 0')
    expect(refusedTask({ title: 'T', layout: page, callbacks: [] }, { expire: -1 }).message).toContain('simmer.config: expire must be')
    expect(refusedTask({ title: 'T', run }, { cacheBy: ['mtime'] }).message).toContain('simmer.config: cacheBy[0] is the string mtime')
  })

  it('A8 refuses unknown options of everything that has options, with what was meant', () => {
    const said = (refused: { readonly message: string; readonly hint: string | undefined }) => [refused.message, refused.hint]
    expect(said(refusedCallbacks([{ retries: { times: 1, dealy: 2 } }]))).toEqual(['Callback "p.children": retries: unknown option "dealy"', 'Did you mean "delay"?'])
    expect(said(refusedCallbacks([{ state: { kind: 'state', id: 'q', prop: 'children', optonal: true } }]))).toEqual(['callbacks[0]: state: State q.children has the unknown option "optonal"', 'Did you mean "optional"?'])
    expect(refusedCallbacks([{ output: { kind: 'output', id: 'p', prop: 'children', optional: true } }]).hint).toBe('There are: allowDuplicate.')
    expect(said(refusedTask({ title: 'T', params: { n: { ...integer(), defualt: 3 } }, run }))).toEqual(['The task: params.n: unknown option "defualt" of integer params', 'Did you mean "default"?'])
    expect(said(refusedTask({ title: 'T', layout: html.div([controls.input({ id: 'a', placholder: 'x' } as never)]), callbacks: [] }))).toEqual(['The task: layout: the input "a" has no prop "placholder"', 'Did you mean "placeholder"?'])
    expect(said(refusedTask({ title: 'T', layout: { component: 'dvi', props: {} }, callbacks: [] }))).toEqual(['The task: layout: there is no component "dvi"', expect.stringMatching(/^Did you mean "d\w+"\?$/)])
    expect(refusedTask({ title: 'T', run }, { resource: {} }).hint).toBe('Did you mean "resources"?')
  })

  it('A13 joins arrays with arrays and objects with objects, and a scalar with either', () => {
    for (const [inputs, state] of [[Input('run', 'nClicks'), { a: State('q', 'title') }], [Input('run', 'nClicks'), [State('q', 'title')]], [[Input('run', 'nClicks')], State('q', 'title')], [{ n: Input('run', 'nClicks') }, State('q', 'title')]]) {
      expect(described([{ inputs, state }]).callbacks).toHaveLength(1)
    }
    const refused = refusedCallbacks([{ inputs: [Input('run', 'nClicks')], state: { a: State('q', 'title') } }])
    expect([refused.message, refused.hint]).toEqual([expect.stringContaining('they are joined, so both must be of one kind'), 'Write state: [State(…)].'])
  })

  it('A14 refuses a manager by any other name on callback, task and folder, and names the two ways to get one', () => {
    const refused = [refusedCallbacks([{ manager: 'farm' }]), refusedTask({ title: 'T', run, manager: 'farm' }), refusedTask({ title: 'T', layout: page, callbacks: [], manager: 'farm' }), refusedTask({ title: 'T', run }, { manager: 'farm' })]
    expect(refused.map(({ message }) => message)).toEqual(['Callback "p.children"', 'The task', 'The task', 'simmer.config'].map((label) => `${label}: there is no manager "farm"`))
    for (const { hint } of refused) {
      expect(hint).toContain('in simmer.config.ts (managers) or in the settings of the app')
      expect(hint).toContain("this version of Simmer has 'local' alone")
    }
    expect(refusedCallbacks([{ manager: 'Local' }]).hint).toMatch(/^Did you mean "local"\?/)
    expect(refusedCallbacks([{ manager: { redis: true } }]).message).toContain('manager is a name; got an object with redis')
  })
})

describe('A: callbacks together', () => {
  const output = Output('p', 'children')
  const duplicate = { name: 'second', inputs: Input('cancel', 'nClicks'), output: Output('p', 'children', { allowDuplicate: true }) }

  it('A2 names both callbacks and says both ways out; allowDuplicate on either is enough', () => {
    const refused = refusedCallbacks([{ name: 'first' }, { ...duplicate, output }])
    expect(refused.message).toBe('Callback "second": p.children is already an output of callback "first"')
    expect(refused.hint).toBe('Let one callback write it, or give this Output { allowDuplicate: true } and the callback preventInitialCall: true.')
    expect(described([{ output: duplicate.output, preventInitialCall: true }, { ...duplicate, output }]).callbacks).toHaveLength(2)
    expect(refusedCallbacks([{ output: [output, output] }]).message).toContain('among its outputs twice')
  })

  it.each([undefined, false])('A2 allowDuplicate with preventInitialCall %s is refused, even where no other callback writes it', (preventInitialCall) => {
    const refused = refusedCallbacks([{ ...duplicate, preventInitialCall }])
    expect([refused.message, refused.hint]).toEqual([expect.stringContaining('preventInitialCall is needed'), "Add preventInitialCall: true, or 'initial-duplicate' to call it all the same."])
  })

  it.each(['output', 'inputs', 'state', 'running', 'cancel', 'progress'])('A9 looks for the id and the prop of %s', (option) => {
    const kind = (option === 'inputs' || option === 'cancel' ? Input : option === 'state' ? State : Output) as Maker
    const of = (id: string, prop: string): unknown => (option === 'running' ? [[kind(id, prop), 1, 2]] : option === 'cancel' ? [kind(id, prop)] : kind(id, prop))
    const id = refusedCallbacks([{ [option]: of('cancle', 'title') }])
    expect([id.message, id.hint]).toEqual([`Callback "${option === 'output' ? 'cancle.title' : 'p.children'}": ${option} names cancle.title, but nothing in the layout has the id "cancle"`,
      'Did you mean "cancel"? If the component appears later, set suppressCallbackExceptions: true on the task.'])
    expect(refusedCallbacks([{ [option]: of('cancel', 'titel') }]).hint).toBe('Did you mean "title"?')
    expect(described([{ [option]: of('later', 'title') }], { suppressCallbackExceptions: true }).callbacks).toHaveLength(1)
  })

  it('A9 lists what there is where nothing is near, takes patterns that match nothing yet, and looks for the callback of a log', () => {
    expect(refusedCallbacks([{ state: State('zzzzzz', 'title') }]).hint).toMatch(/^There are: run, cancel, bar, p, q\. /)
    expect(described([{ state: State({ row: ALL }, 'title') }]).callbacks).toHaveLength(1)
    const logged = (name: string) => ({ title: 'T', layout: html.div([html.button('Run', { id: 'run' }), controls.log({ callback: name })]), callbacks: [longCallback({ name: 'import', inputs: Input('run', 'nClicks'), run })] })
    expect(describeTask(defineTask(logged('import')), undefined).callbacks).toHaveLength(1)
    expect(refusedTask(logged('imprt')).hint).toBe('Did you mean "import"?')
  })

  it('A10 refuses wildcards and odd parts in the ids of a layout, and dots and braces in those of dependencies', () => {
    expect(refusedTask({ title: 'T', layout: html.p('', { id: { row: ALL } as never }), callbacks: [] }).message).toContain('is the wildcard ALL; components have values there')
    expect(refusedTask({ title: 'T', layout: html.p('', { id: { row: null } as never }), callbacks: [] }).message).toContain('it must be a text, a number, true or false')
    for (const id of ['', 'a.b', '{a}', {}]) expect(refusedCallbacks([{ state: State(id as string, 'title') }]).hint).toContain('An id is a text without "." and "{"')
    expect(refusedCallbacks([{ inputs: (Input as unknown as (id: string) => unknown)('run') }]).message).toContain('Input(id, prop) needs the name of a prop as its second argument; got undefined')
  })

  it('A11 prints every step of a long circle, and says how to break it', () => {
    const step = (from: string, to: string) => ({ name: `${from}${to}`, inputs: Input(from, 'title'), output: Output(to, 'title') })
    const refused = refusedCallbacks([step('run', 'p'), step('p', 'q'), step('q', 'bar'), step('bar', 'run')])
    for (const each of ['"runp" writes p.title', '"pq" writes q.title', '"qbar" writes bar.title', '"barrun" writes run.title']) expect(refused.message).toContain(each)
    expect(refused.hint).toBe('Make one of the Inputs on the way a State.')
    expect(described([step('run', 'p'), step('p', 'q'), { ...step('q', 'bar') }, { name: 'x', inputs: Input('cancel', 'title'), state: State('bar', 'title'), output: Output('run', 'title') }]).callbacks).toHaveLength(4)
  })

  it('A12 takes MATCH on equal keys whatever their order, and ALL beside MATCH', () => {
    const both = { output: Output({ type: 'sum', a: MATCH, b: MATCH }, 'children'), inputs: Input({ b: MATCH, a: MATCH, type: 'go' }, 'nClicks'), state: State({ type: 'x', a: MATCH, b: ALLSMALLER }, 'value') }
    expect(described([both]).callbacks).toHaveLength(1)
    expect(described([{ output: undefined, inputs: go, cancel: [Input({ type: 'stop', index: MATCH }, 'nClicks')] }]).callbacks).toHaveLength(1)
    const mixed = refusedCallbacks([{ ...both, inputs: Input({ type: 'go', c: MATCH }, 'nClicks') }])
    expect([mixed.message, mixed.hint]).toEqual([expect.stringContaining('is tied to the matched "c", but the outputs have MATCH on "a", "b"'), 'MATCH and ALLSMALLER may be used only on keys that the outputs match.'])
    for (const option of ['progress', 'cancel'] as const) {
      const kind = (option === 'cancel' ? Input : Output) as Maker
      expect(refusedCallbacks([{ [option]: [kind({ type: 'x', other: MATCH }, 'value')] }]).message).toContain('MATCH on nothing')
    }
  })
})

describe('B: groupings', () => {
  const nested = { first: [Input('run', 'nClicks'), { deep: [State('p', 'title'), State('q', 'title')] }], second: State('bar', 'value') }

  it('B1 takes a scalar, an array, an object and any nesting of these, in the order of the schema', () => {
    const [callback] = described([{ output: { b: [Output('q', 'title'), [[Output('p', 'title')]]], a: Output('p', 'children') }, inputs: nested }]).callbacks
    expect(callback?.id).toBe('q.title, p.title, p.children')
    expect(callback?.inputs).toEqual(nested)
    expect(described([{ output: [[], {}], inputs: [[[Input('run', 'nClicks')]]] }]).callbacks[0]?.output).toEqual([[], {}])
    expect(refusedCallbacks([{ inputs: { a: [Input('run', 'nClicks'), 'q.title'] } }]).message).toContain('inputs.a[1] takes Inputs and States, also in arrays and objects; got the string q.title')
  })

  it('B2 gives arrays by position, objects as one object, scalars alone; joins inputs and state in that order, and keeps Input and State mixed as declared', () => {
    const [a, b, c] = [Input('run', 'nClicks'), State('p', 'title'), State('q', 'title')]
    const given = (inputs: unknown, state?: unknown) => callbackArguments(described([{ inputs, ...(state === undefined ? {} : { state }) }]).callbacks[0]!, dependencyName)
    expect(given(a)).toEqual(['run.nClicks'])
    expect(given([b, a, c])).toEqual(['p.title', 'run.nClicks', 'q.title'])
    expect(given({ y: b, x: [a, c] })).toEqual([{ y: 'p.title', x: ['run.nClicks', 'q.title'] }])
    expect(given([a], [b, c])).toEqual(['run.nClicks', 'p.title', 'q.title'])
    expect(given({ a }, { b, c })).toEqual([{ a: 'run.nClicks', b: 'p.title', c: 'q.title' }])
    expect(given(a, { b })).toEqual(['run.nClicks', { b: 'p.title' }])
    expect(given([[a, [b]], { c }])).toEqual([['run.nClicks', ['p.title']], { c: 'q.title' }])
  })

  it('B4 progress and progressDefault take any grouping, checked at every depth', () => {
    const progress = { bar: [Output('bar', 'value'), Output('bar', 'max')], more: { text: Output('q', 'title') } }
    const task = (progressDefault?: unknown) => [{ name: 'job', progress, ...(progressDefault === undefined ? {} : { progressDefault }) }]
    expect(described(task({ bar: [0, 1], more: { text: null } })).callbacks[0]).toMatchObject({ progress, progressDefault: { value: { bar: [0, 1], more: { text: null } } } })
    expect(refusedCallbacks(task({ bar: [0, 1], more: { txt: '' } })).message).toContain('progressDefault.more must have the shape of progress: expected the keys text, got the keys txt')
    expect(refusedCallbacks(task({ bar: [0], more: { text: '' } })).message).toContain('progressDefault.bar must have the shape of progress: expected 2 items, got 1 items')
    const made = defineTask({ title: 'T', layout: page, callbacks: [longCallback({ name: 'job', inputs: Input('run', 'nClicks'), progress, run })] })
    const job = callbackOf(made, undefined, brandAs<CallbackId>('job'))
    job.checkProgress({ bar: [1, noUpdate], more: noUpdate })
    expect(() => { job.checkProgress({ bar: [1, 2], more: { text: 'x', other: 1 } }) }).toThrow('The progress value does not fit at more: expected the keys text, got the keys text, other')
  })
})

describe('the layout of a result', () => {
  const result = (resultLayout: unknown) => refusedTask({ title: 'T', run, resultLayout })

  it('is refused as resultLayout, with paths of parts that are no paths', () => {
    expect(result([html.p('x')])).toMatchObject({ message: 'The task: resultLayout must be a component; got an array of 1', hint: 'Put the list into html.div([…]).' })
    expect(result('text').message).toContain('resultLayout must be a component; got the string text')
    expect(result(html.div([html.p('', { id: 'a' }), html.div([html.p('', { id: 'a' })])])).message).toContain('two components have the id "a"')
    expect(result(html.p('', { id: 'a.b' })).message).toContain('resultLayout: the id "a.b"')
    for (const path of ['a..b', '.a', 'a.', ' ']) expect(result(html.p(part(path))).message).toContain(`resultLayout: the prop "children" of a p is part("${path}")`)
  })

  it('takes parts in place of any prop and of children, and only there', () => {
    const resultLayout = html.div([html.p(part('title')), controls.table({ rows: part('top.0.rows') }), html.p(['so: ', part()]), controls.markdown(part('text'))])
    expect(describeTask(defineTask({ title: 'T', run, resultLayout }), undefined).resultLayout).toEqual(resultLayout)
    expect(refusedTask({ title: 'T', layout: html.p(part('a')), callbacks: [] }).message).toContain("which stands for a part of a form task's result")
    expect(refusedTask({ title: 'T', run, params: {}, validate: 'x' }).message).toContain('validate must be a function')
  })
})

describe('params together', () => {
  it('are refused where one is shown for a param that is not there, or for itself', () => {
    const shown = (shownWhen: Readonly<Record<string, unknown>>) => ({ ...text({ required: false }), shownWhen })
    expect(refusedTask({ title: 'T', run, params: { kind: text(), more: shown({ knd: 'x' }) } })).toMatchObject({ message: 'The task: params.more: shownWhen names the unknown param "knd"', hint: 'Did you mean "kind"?' })
    expect(refusedTask({ title: 'T', run, params: { a: shown({ b: 'x' }), b: shown({ a: 'x' }) } }).message).toContain('params.a is shown when itself is: a → b → a')
    expect(refusedTask({ title: 'T', run, params: { n: { ...integer(), min: 'one' } } }).message).toContain('params.n: min must be a number; got the string one')
    expect(describeTask(defineTask({ title: 'T', run, params: { kind: text({ default: 'x' }), more: text({ required: false, shownWhen: { kind: ['x', 'y'] } }) } }), undefined).params).toHaveProperty('more')
  })
})
