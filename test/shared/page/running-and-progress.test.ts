import { describe, expect, it } from 'vitest'
import type { CallbackDescriptor } from '../../../src/shared/task.ts'
import { noUpdateMark } from '../../../src/shared/protocol.ts'
import { el, input, light, long, output, state, task } from './support/descriptors.ts'
import { jobStates, PageRig } from './support/page-rig.ts'

const running = [{ target: output('run', 'disabled'), during: true, after: false }, { target: output('status', 'children'), during: 'Running', after: 'Finished' }]
const layout = [
  el('button', { id: 'run', nClicks: null, disabled: false }), el('button', { id: 'other' }), el('button', { id: 'cancel' }),
  el('p', { id: 'status' }, 'Idle'), el('p', { id: 'out' }, 'nothing'), el('progress', { id: 'bar', value: 7 }), el('p', { id: 'side' }),
]
const job = (given: Partial<CallbackDescriptor> = {}): CallbackDescriptor => long('job', {
  inputs: input('run', 'nClicks'), output: output('out', 'children'), running, cancel: [input('cancel', 'nClicks')], ...given,
})
const clicked = (rig: PageRig, n = 1): PageRig => { rig.change('run', 'nClicks', n); return rig }

describe('running props', () => {
  it.each(['queued', 'joined'] as const)('C4: on-values are applied when the reply says %s, not before', (reply) => {
    const rig = clicked(PageRig.created(task(layout, [job()])))
    expect(rig.prop('run', 'disabled')).toBe(false)
    rig.queue(rig.last, [], reply)
    expect(rig.prop('run', 'disabled')).toBe(true)
  })

  it('C4: on-values are applied after 50 ms without a reply, and only then asked for', () => {
    const rig = PageRig.created(task(layout, [job()]))
    const effects = rig.change('run', 'nClicks', 1)
    expect(effects).toContainEqual({ effect: 'watch', token: rig.last.token, ms: 50 })
    rig.send({ event: 'slow', token: rig.last.token })
    expect(rig.prop('status', 'children')).toBe('Running')
  })

  it('C4: a hit never shows on-values, and ends with the after-values and its result', () => {
    const rig = clicked(PageRig.created(task(layout, [job(), light('watch', { inputs: input('status', 'children') })])))
    const cached = { computedAt: 5, tookMs: 100 }
    const { token, call } = rig.at(0)
    const hit = { ...rig.untold(call), state: { ...jobStates.succeeded, from: 'cache' as const } }
    rig.send({ event: 'replied', token, reply: { ok: true, value: { reply: 'cached', job: hit, result: { kind: 'value', value: 'kept' }, cached } } })
    expect(rig.prop('out', 'children')).toBe('kept')
    expect(rig.argsOf('watch')).toEqual([['Finished']])
    expect(rig.end('job')).toMatchObject({ cached, error: null })
    expect(rig.state.calls.map(({ callbackId }) => callbackId)).toEqual(['watch'])
  })

  it('C4: light callbacks show theirs when the answer takes longer than 50 ms', () => {
    const rig = PageRig.created(task(layout, [light('quick', { inputs: input('other', 'nClicks'), output: output('out', 'children'), running })]))
    rig.change('other', 'nClicks', 1)
    rig.send({ event: 'slow', token: rig.last.token })
    expect(rig.prop('run', 'disabled')).toBe(true)
    rig.answer(rig.last, 'x')
    expect([rig.prop('run', 'disabled'), rig.prop('out', 'children')]).toEqual([false, 'x'])
  })

  it.each([
    ['success', jobStates.succeeded], ['failure', jobStates.failed({ code: 'TASK_THREW', message: 'x' })], ['crash', jobStates.failed({ code: 'CRASHED', message: 'x' })],
    ['timeout', jobStates.failed({ code: 'TIMED_OUT', message: 'x' })], ['cancel', jobStates.canceling()], ['cancel while queued', jobStates.canceled()],
    ['quit', jobStates.canceled('quit')], ['no update', jobStates.succeeded],
  ] as const)('D1: after-values are applied at a %s', (how, ended) => {
    const rig = clicked(PageRig.created(task(layout, [job()])))
    rig.job(how === 'cancel while queued' ? rig.queue(rig.last) : rig.start(), ended, how === 'no update' ? { kind: 'noUpdate' } : { kind: 'value', value: 'r' })
    expect([rig.prop('run', 'disabled'), rig.prop('status', 'children')]).toEqual([false, 'Finished'])
  })

  it('D1: a trigger that the engine refuses ends too, with the reason beside the outputs', () => {
    const rig = clicked(PageRig.created(task(layout, [job()])))
    rig.send({ event: 'slow', token: rig.last.token })
    rig.send({ event: 'replied', token: rig.last.token, reply: { ok: false, error: { code: 'FILE_MISSING', message: 'no data.csv' } } })
    expect(rig.prop('run', 'disabled')).toBe(false)
    expect(rig.end('job')?.error?.code).toBe('FILE_MISSING')
    expect(rig.state.calls).toEqual([])
  })

  it('D2: a target that two running jobs share goes off when the last ends', () => {
    const shared = [{ target: output('run', 'disabled'), during: true, after: false }]
    const rig = PageRig.created(task(layout, [
      long('one', { inputs: input('run', 'nClicks'), running: shared }), long('two', { inputs: input('other', 'nClicks'), running: shared }),
    ]))
    rig.change('run', 'nClicks', 1)
    const one = rig.start()
    rig.change('other', 'nClicks', 1)
    const two = rig.start()
    rig.succeed(one, null)
    expect(rig.prop('run', 'disabled')).toBe(true)
    rig.succeed(two, null)
    expect(rig.prop('run', 'disabled')).toBe(false)
  })

  it('D2: while another job has a shared target on, the target shows that one\'s on-value', () => {
    const with_ = (during: string): CallbackDescriptor['running'] => [{ target: output('status', 'children'), during, after: 'Idle again' }]
    const rig = PageRig.created(task(layout, [
      long('one', { inputs: input('run', 'nClicks'), running: with_('one runs') }), long('two', { inputs: input('other', 'nClicks'), running: with_('two runs') }),
    ]))
    rig.change('run', 'nClicks', 1)
    rig.start()
    rig.change('other', 'nClicks', 1)
    const two = rig.start()
    expect(rig.prop('status', 'children')).toBe('two runs')
    rig.succeed(two, null)
    expect(rig.prop('status', 'children')).toBe('one runs')
  })
})

describe('progress', () => {
  const watched = (given: Partial<CallbackDescriptor> = {}): PageRig => PageRig.created(task(layout, [
    job({ progress: [output('bar', 'value'), output('side', 'children')], progressDefault: { value: [0, 'rest'] }, ...given }),
    light('watch', { inputs: input('bar', 'value'), output: output('status', 'title') }),
  ]))

  it('D5: at page creation the defaults are in the layout, and have triggered nothing', () => {
    const rig = watched()
    expect([rig.prop('bar', 'value'), rig.prop('side', 'children')]).toEqual([0, 'rest'])
    expect(rig.asked).toEqual([])
  })

  it('D5: without a default each progress prop is null while nothing runs', () => {
    const rig = watched({ progressDefault: null })
    expect([rig.prop('bar', 'value'), rig.prop('side', 'children')]).toEqual([null, null])
  })

  it.each([0, '', false])('D5: %j is kept as a default', (value) => {
    expect(watched({ progress: output('bar', 'value'), progressDefault: { value } }).prop('bar', 'value')).toBe(value)
  })

  it('D4, D9: each value is shown once and in order, and callbacks run for each, the default at the end included', () => {
    const rig = clicked(watched())
    const jobId = rig.start(rig.at(0))
    rig.progress(jobId, 1, [1, 'one'])
    rig.progress(jobId, 2, [2, 'two'])
    rig.progress(jobId, 2, [2, 'two'])
    rig.progress(jobId, 1, [1, 'late'])
    expect([rig.prop('bar', 'value'), rig.prop('side', 'children')]).toEqual([2, 'two'])
    rig.succeed(jobId, 'result')
    expect([rig.prop('bar', 'value'), rig.prop('side', 'children')]).toEqual([0, 'rest'])
    expect(rig.argsOf('watch')).toEqual([[1], [2], [0]])
  })

  it('D6: noUpdate at any depth of a progress value leaves that prop as it is', () => {
    const rig = clicked(watched())
    const jobId = rig.start(rig.at(0))
    rig.progress(jobId, 1, [1, 'one'])
    rig.progress(jobId, 2, [2, noUpdateMark])
    rig.progress(jobId, 3, noUpdateMark)
    expect([rig.prop('bar', 'value'), rig.prop('side', 'children')]).toEqual([2, 'one'])
  })

  it('D8: progress set before a cancel is never shown by a later job, not even one that was waiting', () => {
    const rig = clicked(watched({ whenRunning: 'queue' }))
    const first = rig.start(rig.at(0))
    rig.progress(first, 1, [5, 'half'])
    rig.change('run', 'nClicks', 2)
    const second = rig.queue(rig.asked.filter(({ call }) => call.callbackId === 'job')[1] ?? rig.last)
    rig.job(first, jobStates.canceling())
    expect([rig.prop('bar', 'value'), rig.prop('side', 'children')]).toEqual([0, 'rest'])
    rig.job(second, jobStates.running)
    rig.progress(first, 2, [9, 'ghost'])
    expect(rig.prop('bar', 'value')).toBe(0)
  })

  it('D5: while another job of the callback runs, the props show that one\'s progress', () => {
    const rig = clicked(watched({ whenRunning: 'parallel' }))
    const first = rig.start(rig.at(0))
    rig.change('run', 'nClicks', 2)
    const second = rig.start(rig.asked.filter(({ call }) => call.callbackId === 'job')[1])
    rig.progress(first, 1, [3, 'first'])
    rig.progress(second, 1, [6, 'second'])
    rig.succeed(second, 'two')
    expect(rig.prop('bar', 'value')).toBe(3)
    rig.succeed(first, 'one')
    expect(rig.prop('bar', 'value')).toBe(0)
  })

  it('D5: a progress prop that is also an output keeps the output, also after a later run is canceled', () => {
    const rig = clicked(watched({ progress: [output('out', 'children')], progressDefault: null }))
    expect(rig.prop('out', 'children')).toBe(null)
    const first = rig.start(rig.at(0))
    rig.progress(first, 1, ['50 %'])
    rig.succeed(first, 'result')
    expect(rig.prop('out', 'children')).toBe('result')
    rig.change('run', 'nClicks', 2)
    const second = rig.start()
    rig.progress(second, 1, ['10 %'])
    rig.job(second, jobStates.canceling())
    expect(rig.prop('out', 'children')).toBe('result')
  })

  it('D10: at an end callbacks see the last progress, then after-values, then progress defaults, then outputs', () => {
    const peek = (id: string, from: ReturnType<typeof input>): CallbackDescriptor => light(id, {
      inputs: from, state: [state('bar', 'value'), state('run', 'disabled'), state('out', 'children')],
    })
    const rig = clicked(PageRig.created(task(layout, [
      job({ progress: output('bar', 'value'), progressDefault: { value: 0 } }),
      peek('progress', input('bar', 'value')), peek('running', input('run', 'disabled')), peek('output', input('out', 'children')),
    ])))
    const jobId = rig.start(rig.at(0))
    rig.progress(jobId, 1, 1)
    const before = rig.asked.length
    rig.succeed(jobId, 'result')
    expect(rig.asked.slice(before).map(({ call }) => [call.callbackId, ...call.args])).toEqual([
      ['running', false, 1, false, 'nothing'],
      ['progress', 0, 0, false, 'nothing'],
      ['output', 'result', 0, false, 'result'],
    ])
  })

  it('D3: a value that does not fit what the page has is told, not shown', () => {
    const rig = clicked(watched())
    const jobId = rig.start(rig.at(0))
    rig.progress(jobId, 1, [1])
    expect(rig.prop('bar', 'value')).toBe(0)
    expect(rig.end('job')?.error).toMatchObject({ code: 'WRONG_SHAPE' })
  })
})
