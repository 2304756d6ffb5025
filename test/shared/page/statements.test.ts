import { describe, expect, it } from 'vitest'
import type { CallbackDescriptor } from '../../../src/shared/task.ts'
import { noUpdateMark } from '../../../src/shared/protocol.ts'
import { ALL, el, input, light, long, MATCH, output, state, task } from './support/descriptors.ts'
import { jobStates, PageRig } from './support/page-rig.ts'

const layout = [el('button', { id: 'run' }), el('button', { id: 'stop' }), el('p', { id: 'out' }, 'nothing'), ...['a', 'b', 'c', 'd'].map((id) => el('p', { id }, id))]
const shown = (rig: PageRig): readonly unknown[] => ['a', 'b', 'c', 'd'].map((id) => rig.prop(id, 'children'))
const cancels = (effects: ReturnType<PageRig['send']>): readonly string[] => effects.flatMap((effect) => effect.effect === 'cancel' ? [effect.jobId] : [])

describe('progress of any grouping', () => {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => output(id, 'children')) as [ReturnType<typeof output>, ReturnType<typeof output>, ReturnType<typeof output>, ReturnType<typeof output>]
  it.each<[string, Partial<CallbackDescriptor>, unknown, readonly unknown[], readonly unknown[]]>([
    ['a scalar', { progress: a, progressDefault: { value: [1, 2] } }, 'half', [[1, 2], 'b', 'c', 'd'], ['half', 'b', 'c', 'd']],
    ['a list', { progress: [a, b], progressDefault: { value: [0, false] } }, [1, 2], [0, false, 'c', 'd'], [1, 2, 'c', 'd']],
    ['a list of lists', { progress: [[a, b], [[c], d]], progressDefault: { value: [['', null], [[0], 'rest']] } }, [[1, 2], [[3], 4]], ['', null, 0, 'rest'], [1, 2, 3, 4]],
    ['an object', { progress: { x: a, y: b }, progressDefault: { value: { y: 'y', x: 'x' } } }, { y: 2, x: 1 }, ['x', 'y', 'c', 'd'], [1, 2, 'c', 'd']],
    ['objects in lists in objects', { progress: { x: [a, { y: b }], z: { l: [c, d] } }, progressDefault: { value: { x: [1, { y: 2 }], z: { l: [3, 4] } } } }, { x: ['w', { y: 'x' }], z: { l: ['y', 'z'] } }, [1, 2, 3, 4], ['w', 'x', 'y', 'z']],
    ['an empty list beside', { progress: [a, []], progressDefault: { value: [7, []] } }, [8, []], [7, 'b', 'c', 'd'], [8, 'b', 'c', 'd']],
    ['an object without a default', { progress: { x: a, y: [b] }, progressDefault: null }, { x: 1, y: [2] }, [null, null, 'c', 'd'], [1, 2, 'c', 'd']],
  ])('B4: %s goes to its props, and so does the default', (_kind, given, value, rest, during) => {
    const rig = PageRig.created(task(layout, [long('job', { inputs: input('run', 'nClicks'), output: output('out', 'children'), ...given })]))
    expect(shown(rig)).toEqual(rest)
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    rig.progress(jobId, 1, value)
    expect(shown(rig)).toEqual(during)
    rig.succeed(jobId, 'result')
    expect(shown(rig)).toEqual(rest)
  })

  it('B4, D6: parts of a nested progress may be noUpdate', () => {
    const rig = PageRig.created(task(layout, [long('job', { inputs: input('run', 'nClicks'), progress: { x: [a, { y: b }], z: { l: [c, d] } }, progressDefault: { value: { x: [1, { y: 2 }], z: { l: [3, 4] } } } })]))
    rig.change('run', 'nClicks', 1)
    rig.progress(rig.start(), 1, { x: ['w', noUpdateMark], z: noUpdateMark })
    expect(shown(rig)).toEqual(['w', 2, 3, 4])
  })

  it('B4: a part of another shape is told by its path, and nothing of the value is shown', () => {
    const rig = PageRig.created(task(layout, [long('job', { inputs: input('run', 'nClicks'), progress: { x: [a, { y: b }] } })]))
    rig.change('run', 'nClicks', 1)
    rig.progress(rig.start(), 1, { x: ['w', { z: 1 }] })
    expect(rig.end('job')?.error).toMatchObject({ code: 'WRONG_SHAPE', message: 'Expected the keys y at x[1], got the keys z' })
    expect(shown(rig)).toEqual([null, null, 'c', 'd'])
  })
})

describe('a progress prop as an input', () => {
  const counter = (kind: typeof long | typeof light): PageRig => PageRig.created(task(layout, [
    long('job', { inputs: input('run', 'nClicks'), output: output('out', 'children'), progress: [output('a', 'children'), output('b', 'children')], progressDefault: { value: ['rest', 'still'] } }),
    kind('watch', { inputs: input('a', 'children'), state: state('b', 'children'), output: output('c', 'children') }),
  ]))

  it.each([['light', light], ['long', long]] as const)('D9: a %s callback runs for each delivered value with what came with it, and for the default at the end', (_kind, make) => {
    const rig = counter(make)
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    for (const seq of [1, 2, 3]) rig.progress(jobId, seq, [`step ${seq}`, `b ${seq}`])
    rig.succeed(jobId, 'result')
    expect(rig.argsOf('watch')).toEqual([['step 1', 'b 1'], ['step 2', 'b 2'], ['step 3', 'b 3'], ['rest', 'still']])
    expect(rig.asked.at(-1)?.call.context.triggered).toEqual([{ id: 'a', prop: 'children', value: 'rest' }])
  })

  it.each([['canceled', jobStates.canceling()], ['failed', jobStates.failed({ code: 'TASK_THREW', message: 'no' })], ['crashed', jobStates.failed({ code: 'CRASHED', message: 'no' })]] as const)('D9: also where the job is %s', (_how, ended) => {
    const rig = counter(light)
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    rig.progress(jobId, 1, ['step 1', 'b 1'])
    rig.job(jobId, ended)
    expect(rig.argsOf('watch')).toEqual([['step 1', 'b 1'], ['rest', 'still']])
  })

  it('D9: not for a part that noUpdate left alone, nor for a default that is there already', () => {
    const rig = counter(light)
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    rig.progress(jobId, 1, [noUpdateMark, 'b 1'])
    rig.succeed(jobId, 'result')
    expect(rig.argsOf('watch')).toEqual([])
  })
})

describe('many jobs at once', () => {
  it('C9: with 500 jobs running a trigger is asked for at once and a cancel reaches its job', () => {
    const rows = Array.from({ length: 500 }, (_, n) => n)
    const rig = PageRig.created(task([...layout, ...rows.flatMap((n) => [el('button', { id: { kind: 'run', n } }), el('button', { id: { kind: 'stop', n } }), el('p', { id: { kind: 'out', n } })])], [
      long('row', { inputs: input({ kind: 'run', n: MATCH }, 'nClicks'), output: output({ kind: 'out', n: MATCH }, 'children'), cancel: [input({ kind: 'stop', n: MATCH }, 'nClicks')] }),
      long('job', { inputs: input('run', 'nClicks'), output: output('out', 'children') }),
    ]))
    const jobs = rows.map((n) => { rig.change({ kind: 'run', n }, 'nClicks', 1); return rig.start() })
    rig.change('run', 'nClicks', 1)
    expect(rig.last.call.callbackId).toBe('job')
    expect(cancels(rig.change({ kind: 'stop', n: 250 }, 'nClicks', 1))).toEqual([jobs[250]])
    expect(rig.state.calls).toHaveLength(501)
  })
})

describe('cancel inputs', () => {
  const stops = [1, 2].map((n) => el('button', { id: { kind: 'stop', n } }))
  it('E6: may be a pattern: any component that it means cancels', () => {
    const rig = PageRig.created(task([...layout, ...stops], [long('job', { inputs: input('run', 'nClicks'), output: output('out', 'children'), cancel: [input({ kind: 'stop', n: ALL }, 'nClicks')] })]))
    for (const n of [1, 2]) {
      rig.change('run', 'nClicks', n)
      const jobId = rig.start()
      expect(cancels(rig.change({ kind: 'stop', n }, 'nClicks', 1))).toEqual([jobId])
      rig.job(jobId, jobStates.canceled())
    }
    expect(cancels(rig.change({ kind: 'stop', n: 1 }, 'nClicks', 2))).toEqual([])
  })

  it('E6: one serves plain callbacks and all instances of a pattern together, and may be an Input as well', () => {
    const rows = [1, 2].flatMap((n) => [el('input', { id: { kind: 'in', n } }), el('p', { id: { kind: 'out', n } })])
    const rig = PageRig.created(task([...layout, ...rows], [
      long('job', { inputs: input('run', 'nClicks'), output: output('out', 'children'), cancel: [input('stop', 'nClicks')] }),
      long('rows', { inputs: input({ kind: 'in', n: MATCH }, 'value'), output: output({ kind: 'out', n: MATCH }, 'children'), cancel: [input('stop', 'nClicks')] }),
      light('count', { inputs: input('stop', 'nClicks'), output: output('a', 'children') }),
    ]))
    rig.change('run', 'nClicks', 1)
    const jobs = [rig.start()]
    for (const n of [1, 2]) { rig.change({ kind: 'in', n }, 'value', 'x'); jobs.push(rig.start()) }
    expect(cancels(rig.change('stop', 'nClicks', 1))).toEqual(jobs)
    expect(rig.argsOf('count')).toEqual([[1]])
  })
})

describe('a callback without outputs', () => {
  it.each([
    ['a value', jobStates.succeeded, { kind: 'value', value: { any: 'thing' } }, null], ['no update', jobStates.succeeded, { kind: 'noUpdate' }, null],
    ['an error', jobStates.failed({ code: 'TASK_THREW', message: 'no' }), undefined, 'TASK_THREW'], ['a crash', jobStates.failed({ code: 'CRASHED', message: 'no' }), undefined, 'CRASHED'],
    ['an error that onError handled', jobStates.failed({ code: 'TASK_THREW', message: 'no' }), { kind: 'value', value: 5 }, 'TASK_THREW'], ['a cancel', jobStates.canceled(), undefined, null],
  ] as const)('F7: may end with %s: what it shows while it runs is over, and no prop has changed by it', (_how, ended, result, code) => {
    const rig = PageRig.created(task(layout, [long('job', { inputs: input('run', 'nClicks'), running: [{ target: output('out', 'children'), during: 'Running', after: 'Idle' }], progress: output('a', 'children'), progressDefault: { value: 'rest' } })]))
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    rig.progress(jobId, 1, 'half')
    rig.job(jobId, ended, result)
    expect([rig.prop('out', 'children'), ...shown(rig), rig.state.calls]).toEqual(['Idle', 'rest', 'b', 'c', 'd', []])
    expect(rig.end('job')?.error?.code ?? null).toBe(code)
  })

  it('F7: a light one too', () => {
    const rig = PageRig.created(task(layout, [light('quick', { inputs: input('run', 'nClicks') })]))
    rig.change('run', 'nClicks', 1)
    rig.answer(rig.last, 'nobody takes it')
    expect([rig.end('quick')?.error, rig.state.calls]).toEqual([null, []])
  })
})

describe('a callback that reads its own output as State', () => {
  const tally = (kind: typeof long | typeof light): PageRig => PageRig.created(task([...layout, el('p', { id: 'tally' }, 0)], [
    kind('count', { inputs: input('run', 'nClicks'), state: state('tally', 'children'), output: output('tally', 'children') }),
  ]))
  it('C2, C8: gets the value at the trigger: while its first answer is on the way, that is the old one', () => {
    const rig = tally(light)
    rig.change('run', 'nClicks', 1)
    rig.change('run', 'nClicks', 2)
    expect(rig.argsOf('count')).toEqual([[1, 0], [2, 0]])
    rig.answer(rig.at(0), 1)
    rig.answer(rig.at(1), 1)
    rig.change('run', 'nClicks', 3)
    expect(rig.argsOf('count').at(-1)).toEqual([3, 1])
  })
})

describe('a script that changed', () => {
  it('C1, D5: what a job of a callback that is gone told last does not stay', () => {
    const job = long('job', { inputs: input('run', 'nClicks'), progress: output('a', 'children'), progressDefault: { value: 'rest' } })
    const rig = PageRig.created(task(layout, [job]))
    rig.change('run', 'nClicks', 1)
    rig.progress(rig.start(), 1, 'half')
    rig.send({ event: 'described', descriptor: task(layout, []), codeHash: rig.state.codeHash })
    expect([rig.prop('a', 'children'), rig.state.calls]).toEqual(['rest', []])
  })
})
