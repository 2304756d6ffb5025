import { describe, expect, it } from 'vitest'
import { brandAs, type CodeHash } from '../../../src/shared/brand.ts'
import { ALL, el, input, light, long, MATCH, output, task } from './support/descriptors.ts'
import { jobStates, PageRig } from './support/page-rig.ts'

const section = el('div', {}, [el('button', { id: 'run', nClicks: null, disabled: false }), el('p', { id: 'status' }), el('p', { id: 'result' }, 'none')])
const page = (): PageRig => PageRig.created(task([el('button', { id: 'show' }), el('div', { id: 'box' })], [
  light('show', { inputs: input('show', 'nClicks'), output: output('box', 'children') }),
  long('job', {
    inputs: input('run', 'nClicks'), output: output('result', 'children'), progress: output('status', 'children'), progressDefault: { value: 'Finished' },
    running: [{ target: output('run', 'disabled'), during: true, after: false }],
  }),
  light('initial', { inputs: input('status', 'children'), preventInitialCall: false }),
], { suppressCallbackExceptions: true }))
const show = (rig: PageRig, children: unknown): void => {
  rig.change('show', 'nClicks', 1)
  rig.answer(rig.last, children)
}

describe('components that a callback delivers', () => {
  it('I4: are wired, with progress defaults (D5), and their callbacks run as on a new page (C1)', () => {
    const rig = page()
    expect(rig.asked).toEqual([])
    show(rig, section)
    expect(rig.prop('status', 'children')).toBe('Finished')
    expect(rig.asked.map(({ call }) => [call.callbackId, call.args])).toEqual([['show', [1]], ['initial', ['Finished']]])
    rig.change('run', 'nClicks', 1)
    rig.succeed(rig.start(), 'done it')
    expect(rig.prop('result', 'children')).toBe('done it')
  })

  it('I4: come as they are declared, also under an id that was there before', () => {
    const rig = page()
    show(rig, section)
    rig.change('run', 'nClicks', 5)
    rig.succeed(rig.start(), 'done it')
    show(rig, section)
    expect([rig.prop('run', 'nClicks'), rig.prop('result', 'children')]).toEqual([null, 'none'])
    expect(rig.argsOf('job')).toEqual([[5]])
  })

  it('F5: outputs of a component that left the page are dropped', () => {
    const rig = page()
    show(rig, section)
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    show(rig, el('p', {}, 'gone'))
    rig.succeed(jobId, 'result')
    expect([rig.prop('result', 'children'), Object.fromEntries(rig.state.overlay)]).toEqual([undefined, { show: { nClicks: 1 }, box: { children: el('p', {}, 'gone') } }])
    expect(rig.state.calls.filter(({ kind }) => kind === 'long')).toEqual([])
  })

  it('D1: show what still runs for them', () => {
    const rig = page()
    show(rig, section)
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    show(rig, section)
    expect(rig.prop('run', 'disabled')).toBe(true)
    rig.job(jobId, jobStates.canceling())
    expect(rig.prop('run', 'disabled')).toBe(false)
  })

  it('D5: show the latest progress of what still runs for them, and its default when that ends', () => {
    const rig = page()
    show(rig, section)
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    rig.progress(jobId, 1, 'half of it')
    show(rig, el('p', {}, 'elsewhere'))
    show(rig, section)
    expect(rig.prop('status', 'children')).toBe('half of it')
    rig.succeed(jobId, 'done it')
    expect([rig.prop('status', 'children'), rig.prop('result', 'children')]).toEqual(['Finished', 'done it'])
  })

  it('A11: a circle that inserted components make is not run, and said; it is over when they go', () => {
    const cell = (kind: string): ReturnType<typeof el> => el('input', { id: { kind, n: 1 }, value: 0 })
    const a = { kind: 'a', n: MATCH }, b = { kind: 'b', n: MATCH }, c = { kind: 'c', n: MATCH }
    const rig = PageRig.created(task([el('button', { id: 'show' }), el('div', { id: 'box' }), cell('a'), cell('c')], [
      light('show', { inputs: input('show', 'nClicks'), output: output('box', 'children') }),
      light('a to b', { inputs: input(a, 'value'), output: [output(b, 'value'), output(c, 'value')] }),
      light('b to a', { inputs: input(b, 'value'), output: output(a, 'value') }),
    ]))
    show(rig, [cell('b')])
    rig.change({ kind: 'a', n: 1 }, 'value', 1)
    expect(rig.asked.map(({ call }) => call.callbackId)).toEqual(['show'])
    expect(rig.end('a to b', '{"n":1}')?.error).toMatchObject({ code: 'SCRIPT_REFUSED', message: expect.stringContaining('a to b → ') as string })
    show(rig, [])
    rig.change({ kind: 'a', n: 1 }, 'value', 2)
    expect(rig.last.call).toMatchObject({ callbackId: 'a to b', args: [2] })
  })

  it('A11: circles among inserted components are looked for again when the script changes', () => {
    const cell = (kind: string): ReturnType<typeof el> => el('input', { id: { kind, n: 1 }, value: 0 })
    const a = { kind: 'a', n: MATCH }, b = { kind: 'b', n: MATCH }
    const described = (back: readonly ReturnType<typeof light>[]): ReturnType<typeof task> => task([el('button', { id: 'show' }), el('div', { id: 'box' })], [
      light('show', { inputs: input('show', 'nClicks'), output: output('box', 'children') }), light('a to b', { inputs: input(a, 'value'), output: output(b, 'value') }), ...back,
    ])
    const rig = PageRig.created(described([]))
    show(rig, [cell('a'), cell('b')])
    rig.send({ event: 'described', descriptor: described([light('b to a', { inputs: input(b, 'value'), output: output(a, 'value') })]), codeHash: brandAs<CodeHash>('other') })
    rig.change({ kind: 'a', n: 1 }, 'value', 1)
    expect([rig.last.call.callbackId, rig.end('a to b', '{"n":1}')?.error?.code]).toEqual(['show', 'SCRIPT_REFUSED'])
    rig.send({ event: 'described', descriptor: described([]), codeHash: brandAs<CodeHash>('third') })
    rig.change({ kind: 'a', n: 1 }, 'value', 2)
    expect(rig.last.call).toMatchObject({ callbackId: 'a to b', args: [2] })
  })

  it('D5: progress targets have their default although the outputs of their instance are not on the page', () => {
    const rig = PageRig.created(task([el('p', { id: 'shared' }), el('p', { id: { kind: 'bar', n: 1 } })], [
      long('each', { inputs: input({ kind: 'run', n: MATCH }, 'nClicks'), output: output({ kind: 'out', n: MATCH }, 'children'), progress: [output('shared', 'children'), output({ kind: 'bar', n: MATCH }, 'value')], progressDefault: { value: ['idle', 0] } }),
    ]))
    expect([rig.prop('shared', 'children'), rig.prop({ kind: 'bar', n: 1 }, 'value')]).toEqual(['idle', 0])
  })

  it('I5: an instance of MATCH without any of its outputs on the page is not there, and does not run', () => {
    const rig = PageRig.created(task([1, 2].map((n) => el('input', { id: { kind: 'in', n } })).concat(el('p', { id: { kind: 'out', n: 2 } }), el('input', { id: { kind: 'also', n: 1 } })), [
      light('each', { inputs: [input({ kind: 'in', n: MATCH }, 'value'), input({ kind: 'also', n: ALL }, 'value')], output: output({ kind: 'out', n: MATCH }, 'children') }),
    ]))
    rig.change({ kind: 'in', n: 1 }, 'value', 'x')
    expect(rig.asked).toEqual([])
    rig.change({ kind: 'also', n: 1 }, 'value', 'y')
    expect(rig.asked.map(({ call }) => call.instance)).toEqual(['{"n":2}'])
  })

  it('I4: new members of a list run the callbacks that take all of it, and so do members that leave', () => {
    const row = (n: number): ReturnType<typeof el> => el('input', { id: { type: 'row', n }, value: n })
    const rig = PageRig.created(task([el('button', { id: 'show' }), el('div', { id: 'box' }, [row(1)]), el('p', { id: 'sum' })], [
      light('show', { inputs: input('show', 'nClicks'), output: output('box', 'children') }),
      light('sum', { inputs: input({ type: 'row', n: ALL }, 'value'), output: output('sum', 'children'), preventInitialCall: false }),
      light('each', { inputs: input({ type: 'row', n: MATCH }, 'value'), output: output({ type: 'row', n: MATCH }, 'title'), preventInitialCall: false }),
    ]))
    rig.answer(rig.at(0), 1)
    rig.answer(rig.at(1), 't1')
    show(rig, [row(1), row(2)])
    expect(rig.argsOf('sum')).toEqual([[[1]], [[1, 2]]])
    expect(rig.argsOf('each')).toEqual([[1], [1], [2]])
    for (const asked of rig.asked.slice(3)) rig.answer(asked, 'x')
    show(rig, [row(2)])
    rig.answer(rig.asked.findLast(({ call }) => call.callbackId === 'sum') ?? rig.last, 'x')
    expect(rig.argsOf('sum').at(-1)).toEqual([[2]])
  })
})
