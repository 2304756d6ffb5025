import { describe, expect, it } from 'vitest'
import type { ComponentId, IdPart } from '../../../src/shared/dependency.ts'
import { compareParts } from '../../../src/shared/page/pattern.ts'
import { ALL, ALLSMALLER, el, input, light, long, MATCH, output, state, task } from './support/descriptors.ts'
import { jobStates, PageRig } from './support/page-rig.ts'

const item = (index: IdPart): ComponentId => ({ type: 'item', index })
const sum = (index: IdPart): ComponentId => ({ type: 'sum', index })
const items = (...indexes: readonly IdPart[]): readonly ReturnType<typeof el>[] => indexes.map((index) => el('input', { id: item(index), value: `v${String(index)}` }))
const matched = { type: 'item', index: MATCH }

describe('ALL', () => {
  it('I5: an input takes the list of values in layout order, and any of them triggers', () => {
    const rig = PageRig.created(task([...items(3, 1, 2), el('p', { id: 'out' })], [light('all', { inputs: input({ type: 'item', index: ALL }, 'value'), output: output('out', 'children') })]))
    rig.change(item(1), 'value', 'new')
    expect(rig.last.call.args).toEqual([['v3', 'new', 'v2']])
    expect(rig.last.call.context.triggered).toEqual([{ id: '{"index":1,"type":"item"}', prop: 'value', value: 'new' }])
  })

  it('I5: the list may be empty', () => {
    const rig = PageRig.created(task([el('p', { id: 'out' })], [light('all', { inputs: input({ type: 'item', index: ALL }, 'value'), output: output('out', 'children'), preventInitialCall: false })]))
    expect(rig.last.call.args).toEqual([[]])
  })

  it('I5: an output takes a list of equal length, one value for each in layout order', () => {
    const rig = PageRig.created(task([...items('b', 'a'), el('button', { id: 'run' })], [long('all', { inputs: input('run', 'nClicks'), output: output({ type: 'item', index: ALL }, 'value') })]))
    rig.change('run', 'nClicks', 1)
    rig.succeed(rig.start(), [1, 2])
    expect([rig.prop(item('b'), 'value'), rig.prop(item('a'), 'value')]).toEqual([1, 2])
    rig.change('run', 'nClicks', 2)
    rig.succeed(rig.start(), [1, 2, 3])
    expect(rig.end('all')?.error).toMatchObject({ code: 'WRONG_SHAPE', message: expect.stringContaining('array of 2') as string })
    expect(rig.prop(item('a'), 'value')).toBe(2)
  })

  it('I5: running and progress reach all components that match', () => {
    const rig = PageRig.created(task([...items(1, 2), el('button', { id: 'run' })], [long('all', {
      inputs: input('run', 'nClicks'), running: [{ target: output({ type: 'item', index: ALL }, 'disabled'), during: true, after: false }],
      progress: output({ type: 'item', index: ALL }, 'title'), progressDefault: { value: ['p', 'q'] },
    })]))
    const shown = (prop: string): readonly unknown[] => [rig.prop(item(1), prop), rig.prop(item(2), prop)]
    expect(shown('title')).toEqual(['p', 'q'])
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    rig.progress(jobId, 1, ['x', 'y'])
    expect([shown('disabled'), shown('title')]).toEqual([[true, true], ['x', 'y']])
    rig.succeed(jobId, null)
    expect([shown('disabled'), shown('title')]).toEqual([[false, false], ['p', 'q']])
  })

  it('I5: an id object without wildcards is one component', () => {
    const rig = PageRig.created(task([...items(1, 2), el('p', { id: 'out' })], [light('one', { inputs: input(item(2), 'value'), output: output('out', 'children') })]))
    rig.change(item(1), 'value', 'x')
    expect(rig.asked).toEqual([])
    rig.change(item(2), 'value', 'y')
    expect(rig.last.call).toMatchObject({ args: ['y'], instance: '' })
  })

  it('I5: components with other keys in their ids do not match', () => {
    const rig = PageRig.created(task([el('input', { id: { type: 'item', index: 1, extra: true } }), ...items(1)], [light('all', { inputs: input({ type: 'item', index: ALL }, 'value') })]))
    rig.change({ type: 'item', index: 1, extra: true }, 'value', 'x')
    expect(rig.asked).toEqual([])
  })
})

describe('MATCH', () => {
  it('I5: there is one instance for each distinct key, with its own arguments and outputs', () => {
    const rig = PageRig.created(task([...items(1, 2), el('p', { id: sum(1) }), el('p', { id: sum(2) })], [
      long('each', { inputs: input(matched, 'value'), output: output({ type: 'sum', index: MATCH }, 'children'), preventInitialCall: false }),
    ]))
    expect(rig.asked.map(({ call }) => [call.instance, call.args])).toEqual([['{"index":1}', ['v1']], ['{"index":2}', ['v2']]])
    rig.succeed(rig.start(rig.at(1)), 'two')
    expect([rig.prop(sum(1), 'children'), rig.prop(sum(2), 'children')]).toEqual([undefined, 'two'])
  })

  it('I5: an input without MATCH triggers every instance', () => {
    const rig = PageRig.created(task([...items(2, 1), el('input', { id: 'factor' })], [
      light('each', { inputs: [input('factor', 'value'), input(matched, 'value')], output: output(matched, 'title') }),
    ]))
    rig.change('factor', 'value', 3)
    expect(rig.asked.map(({ call }) => call.args)).toEqual([[3, 'v1'], [3, 'v2']])
  })

  it('I5: MATCH on two keys makes an instance for each pair; ALL beside it lists the rest', () => {
    const cell = (row: number, column: number): ComponentId => ({ row, column })
    const rig = PageRig.created(task([[1, 1], [1, 2], [2, 1]].map(([row, column]) => el('input', { id: cell(row ?? 0, column ?? 0), value: `${row}${column}` })), [
      light('cell', { inputs: input({ row: MATCH, column: MATCH }, 'value'), state: state({ row: MATCH, column: ALL }, 'value'), output: output({ row: MATCH, column: MATCH }, 'title') }),
    ]))
    rig.change(cell(1, 2), 'value', 'x')
    expect(rig.asked.map(({ call }) => [call.instance, call.args])).toEqual([['{"column":2,"row":1}', ['x', ['11', 'x']]]])
  })

  it('D1: a MATCH in running is the instance\'s own target', () => {
    const rig = PageRig.created(task(items(1, 2), [long('each', { inputs: input(matched, 'value'), running: [{ target: output(matched, 'disabled'), during: true, after: false }] })]))
    rig.change(item(2), 'value', 'x')
    const jobId = rig.start()
    expect([rig.prop(item(1), 'disabled'), rig.prop(item(2), 'disabled')]).toEqual([undefined, true])
    rig.job(jobId, jobStates.canceled())
    expect(rig.prop(item(2), 'disabled')).toBe(false)
  })
})

describe('ALLSMALLER', () => {
  it('I5: lists the values whose keys sort below the matched one', () => {
    const rig = PageRig.created(task(items(10, 2, 3), [
      light('each', { inputs: input(matched, 'value'), state: state({ type: 'item', index: ALLSMALLER }, 'value'), output: output(matched, 'title'), preventInitialCall: false }),
    ]))
    expect(rig.asked.map(({ call }) => call.args)).toEqual([['v2', []], ['v3', ['v2']], ['v10', ['v2', 'v3']]])
  })

  it('I5: as an input it triggers the instances above the one that changed', () => {
    const rig = PageRig.created(task(items(1, 2, 3), [light('each', { inputs: input({ type: 'item', index: ALLSMALLER }, 'value'), output: output(matched, 'title') })]))
    rig.change(item(2), 'value', 'x')
    expect(rig.asked.map(({ call }) => [call.instance, call.args])).toEqual([['{"index":3}', [['v1', 'x']]]])
  })

  it('I5: keys sort numbers and numeric strings, then booleans, then strings', () => {
    const parts: readonly IdPart[] = ['b', true, '10', 9, 'a', false, -1, 'B', '2']
    expect([...parts].sort(compareParts)).toEqual([-1, '2', 9, '10', false, true, 'B', 'a', 'b'])
    expect(compareParts('2', 2)).toBe(0)
  })
})
