import { describe, expect, it } from 'vitest'
import { idKey } from '../../../src/shared/dependency.ts'
import { el, input, light, long, output, state, task } from './support/descriptors.ts'
import { callback, jobStates, PageRig, triggers } from './support/page-rig.ts'

const fields = [el('input', { id: 'a', value: 1 }), el('input', { id: 'b', value: 2 }), el('p', { id: 'out' }), el('p', { id: 'mid' })]

describe('initial calls', () => {
  it('C1: a new page runs every callback once with its props\' values, except those that are told not to', () => {
    const rig = PageRig.created(task(fields, [
      long('first', { inputs: [input('a', 'value')], state: [state('b', 'value')], output: output('out', 'children'), preventInitialCall: false }),
      long('prevented', { inputs: input('b', 'value'), output: output('mid', 'children') }),
    ]))
    expect(rig.asked.map(({ call }) => [call.callbackId, call.args])).toEqual([['first', [1, 2]]])
    expect(rig.last.call.context).toEqual({ triggered: [], inputs: { 'a.value': 1 }, states: { 'b.value': 2 } })
  })

  it('C1: initial calls go in the order of their dependencies, whatever the order of declaration', () => {
    const rig = PageRig.created(task(fields, [
      light('second', { inputs: input('mid', 'children'), output: output('out', 'children'), preventInitialCall: false }),
      light('first', { inputs: input('a', 'value'), output: output('mid', 'children'), preventInitialCall: false }),
    ]))
    expect(rig.asked.map(({ call }) => call.callbackId)).toEqual(['first'])
    rig.answer(rig.at(0), 'middle')
    expect(rig.asked.map(({ call }) => [call.callbackId, call.args])).toEqual([['first', [1]], ['second', ['middle']]])
  })

  it('C1: an initial call of a callback whose outputs are not on the page yet waits for them to be delivered', () => {
    const rig = PageRig.created(task([...fields, el('div', { id: 'box' })], [
      light('late', { inputs: input('a', 'value'), output: output('inner', 'children'), preventInitialCall: false }),
      light('show', { inputs: input('b', 'value'), output: output('box', 'children') }),
    ], { suppressCallbackExceptions: true }))
    expect(rig.asked).toEqual([])
    rig.change('b', 'value', 3)
    rig.answer(rig.last, el('p', { id: 'inner' }))
    expect(rig.last.call).toMatchObject({ callbackId: 'late', args: [1] })
  })
})

describe('what triggers', () => {
  it('C2: a change of an Input triggers with arguments frozen at that moment; a change of State never does', () => {
    const rig = PageRig.created(task(fields, [long('run', { inputs: [input('a', 'value')], state: [state('b', 'value')], output: output('out', 'children') })]))
    expect(triggers(rig.change('b', 'value', 20))).toEqual([])
    rig.change('a', 'value', 10)
    rig.change('b', 'value', 30)
    expect(rig.argsOf('run')).toEqual([[10, 20]])
  })

  it('C2: one event that changes two Inputs of a callback runs it once and tells both', () => {
    const rig = PageRig.created(task(fields, [long('run', { inputs: { x: input('a', 'value'), y: input('b', 'value') }, output: output('out', 'children') })]))
    rig.send({ event: 'changed', changes: [{ id: idKey('a'), prop: 'value', value: 5 }, { id: idKey('b'), prop: 'value', value: 6 }] })
    expect(rig.asked.map(({ call }) => call.args)).toEqual([[{ x: 5, y: 6 }]])
    expect(rig.last.call.context.triggered).toEqual([{ id: 'a', prop: 'value', value: 5 }, { id: 'b', prop: 'value', value: 6 }])
  })

  it('I6: a prop that its component has not got is null, one that was set to undefined stays so, one of no component is undefined', () => {
    const rig = PageRig.created(task(fields, [long('run', {
      inputs: [input('a', 'value'), input('a', 'nClicks')], state: [state('b', 'value'), { ...state('gone', 'value'), optional: true }], output: output('out', 'children'),
    })]))
    rig.change('b', 'value', undefined)
    rig.change('a', 'value', 10)
    expect(rig.argsOf('run')).toEqual([[10, null, undefined, undefined]])
    expect(rig.last.call.context).toMatchObject({ inputs: { 'a.value': 10, 'a.nClicks': null }, states: { 'b.value': undefined } })
  })

  it('C3: the triggering prop is in the context with its value', () => {
    const rig = PageRig.created(task(fields, [long('run', { inputs: [input('a', 'value'), input('b', 'value')], output: output('out', 'children') })]))
    rig.change('b', 'value', 9)
    expect(rig.last.call.context).toEqual({ triggered: [{ id: 'b', prop: 'value', value: 9 }], inputs: { 'a.value': 1, 'b.value': 9 }, states: {} })
  })

  it('A11: a callback\'s own outputs never trigger that same instance, and do trigger others', () => {
    const rig = PageRig.created(task([el('button', { id: 'run', nClicks: null }), el('p', { id: 'out' })], [
      long('count', { inputs: input('run', 'nClicks'), output: [output('out', 'children'), output('run', 'nClicks')] }),
      light('other', { inputs: input('run', 'nClicks') }),
    ]))
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start(rig.at(0))
    rig.succeed(jobId, ['Clicked 1 times', 2])
    expect(rig.argsOf('count')).toEqual([[1]])
    // It waited for the output that its own input is (C8).
    expect(rig.argsOf('other')).toEqual([[2]])
    expect(rig.prop('run', 'nClicks')).toBe(2)
  })

  it('I6: where only some Inputs are on the page the error names the missing one; where all are missing it does not fire', () => {
    const rig = PageRig.created(task(fields, [
      long('some', { inputs: [input('a', 'value'), input('gone', 'value')], output: output('out', 'children'), preventInitialCall: false }),
      long('none', { inputs: [input('gone', 'value')], output: output('mid', 'children'), preventInitialCall: false }),
      long('optional', { inputs: [input('a', 'value'), { ...input('gone', 'value'), optional: true }], preventInitialCall: false }),
    ]))
    expect(rig.asked.map(({ call }) => [call.callbackId, call.args])).toEqual([['optional', [1, undefined]]])
    expect(rig.end('some')?.error).toMatchObject({ code: 'NOT_FOUND', message: expect.stringContaining('gone.value') as string })
    expect(rig.end('none')).toBeUndefined()
  })
})

describe('a callback whose inputs are in the making', () => {
  const chain = (first: 'long' | 'light'): PageRig => PageRig.created(task(fields, [
    (first === 'long' ? long : light)('make', { inputs: input('a', 'value'), output: output('mid', 'children') }),
    light('use', { inputs: [input('mid', 'children'), input('b', 'value')], output: output('out', 'children') }),
    light('peek', { inputs: input('b', 'value'), state: state('mid', 'children') }),
  ]))

  it('C8: waits until that ends, then fires once with all triggers merged and arguments read then', () => {
    const rig = chain('long')
    rig.change('a', 'value', 10)
    const jobId = rig.start()
    rig.change('b', 'value', 20)
    rig.change('b', 'value', 30)
    expect(rig.argsOf('use')).toEqual([])
    rig.succeed(jobId, 'made')
    expect(rig.argsOf('use')).toEqual([['made', 30]])
    expect(rig.last.call.context.triggered.map(({ id, value }) => [id, value])).toEqual([['b', 30], ['mid', 'made']])
  })

  it('C8: a dependency through State alone does not wait', () => {
    const rig = chain('long')
    rig.change('a', 'value', 10)
    rig.start()
    rig.change('b', 'value', 20)
    expect(rig.argsOf('peek')).toEqual([[20, null]])
  })

  it.each([
    ['canceled', jobStates.canceling()], ['failed', jobStates.failed({ code: 'TASK_THREW', message: 'no' })], ['without an update', jobStates.succeeded],
  ] as const)('C8: what waits for a job that ended %s fires with what was changed meanwhile', (_how, ended) => {
    const rig = chain('long')
    rig.change('a', 'value', 10)
    const jobId = rig.start()
    rig.change('b', 'value', 20)
    rig.job(jobId, ended, { kind: 'noUpdate' })
    expect(rig.argsOf('use')).toEqual([[null, 20]])
  })

  it('C8: a waiting initial call is dropped if what it waited for left its inputs unchanged', () => {
    const rig = PageRig.created(task(fields, [
      long('make', { inputs: input('a', 'value'), output: output('mid', 'children'), preventInitialCall: false }),
      light('use', { inputs: input('mid', 'children'), output: output('out', 'children'), preventInitialCall: false }),
    ]))
    rig.job(rig.start(), jobStates.succeeded, { kind: 'noUpdate' })
    expect(rig.argsOf('use')).toEqual([])
    expect(rig.state.held).toEqual([])
  })

  it('C8: it waits as well for a callback that itself waits', () => {
    const rig = PageRig.created(task([...fields, el('p', { id: 'end' })], [
      light('third', { inputs: [input('out', 'children'), input('b', 'value')], output: output('end', 'children') }),
      light('second', { inputs: [input('mid', 'children'), input('b', 'value')], output: output('out', 'children') }),
      light('first', { inputs: input('a', 'value'), output: output('mid', 'children') }),
    ]))
    rig.change('a', 'value', 10)
    rig.change('b', 'value', 20)
    expect(rig.asked.map(({ call }) => call.callbackId)).toEqual(['first'])
    rig.answer(rig.last, 'm')
    expect(rig.asked.map(({ call }) => call.callbackId)).toEqual(['first', 'second'])
    rig.answer(rig.last, 'o')
    expect(rig.argsOf('third')).toEqual([['o', 20]])
  })

  it('C8: it waits for light callbacks too', () => {
    const rig = chain('light')
    rig.change('a', 'value', 10)
    rig.change('b', 'value', 20)
    expect(rig.argsOf('use')).toEqual([])
    rig.answer(rig.at(0), 'made')
    expect(rig.argsOf('use')).toEqual([['made', 20]])
  })
})

describe('asking again', () => {
  it('F4: Retry runs a failed callback with the arguments as they are now, and its error goes', () => {
    const rig = PageRig.created(task(fields, [long('run', { inputs: input('a', 'value'), output: output('out', 'children') })]))
    rig.change('a', 'value', 10)
    rig.job(rig.start(), jobStates.failed({ code: 'TASK_THREW', message: 'boom' }))
    expect(rig.end('run')?.error?.message).toBe('boom')
    rig.send({ event: 'retry', callbackId: callback('run'), instance: '', fresh: true })
    expect(rig.last.call).toMatchObject({ args: [10], fresh: true, context: { triggered: [] } })
    expect(rig.end('run')).toBeUndefined()
  })
})
