import { describe, expect, it } from 'vitest'
import type { CallbackDescriptor } from '../../../src/shared/task.ts'
import { el, input, light, long, MATCH, output, task } from './support/descriptors.ts'
import { callback, jobStates, PageRig } from './support/page-rig.ts'

const layout = [
  el('button', { id: 'run', nClicks: null, disabled: false }), el('button', { id: 'cancel', nClicks: null }), el('button', { id: 'stop', nClicks: null }),
  el('p', { id: 'out' }, 'nothing'), el('p', { id: 'status' }, 'Idle'), el('progress', { id: 'bar' }),
]
const job = (given: Partial<CallbackDescriptor> = {}): CallbackDescriptor => long('job', {
  inputs: input('run', 'nClicks'), output: output('out', 'children'), cancel: [input('cancel', 'nClicks'), input('stop', 'nClicks')],
  running: [{ target: output('status', 'children'), during: 'Running', after: 'Finished' }], progress: output('bar', 'value'), ...given,
})
const rows = [1, 2, 3].flatMap((row) => [
  el('button', { id: { type: 'run', row } }), el('button', { id: { type: 'cancel', row } }), el('p', { id: { type: 'out', row } }),
])
const rowJob = long('row', {
  inputs: input({ type: 'run', row: MATCH }, 'nClicks'), output: output({ type: 'out', row: MATCH }, 'children'),
  cancel: [input({ type: 'cancel', row: MATCH }, 'nClicks'), input('stop', 'nClicks')],
})
const cancels = (effects: ReturnType<PageRig['send']>): readonly string[] => effects.flatMap((effect) => effect.effect === 'cancel' ? [effect.jobId] : [])

describe('a newer trigger', () => {
  it('C5: replaces the older job: its result, progress and error never reach the page, and nothing blinks', () => {
    const rig = PageRig.created(task(layout, [job(), light('watch', { inputs: input('status', 'children') })]))
    rig.change('run', 'nClicks', 1)
    const older = rig.start(rig.at(0))
    rig.progress(older, 1, 0.5)
    rig.change('run', 'nClicks', 2)
    const newerCall = rig.last
    // The engine cancels the older job before it answers the newer trigger.
    rig.job(older, jobStates.canceling('replaced'))
    const newer = rig.start(newerCall, [older])
    expect(rig.prop('bar', 'value')).toBe(null)
    rig.progress(older, 2, 0.9)
    rig.job(older, jobStates.succeeded, { kind: 'value', value: 'old' })
    rig.job(older, jobStates.failed({ code: 'TASK_THREW', message: 'old' }))
    expect([rig.prop('out', 'children'), rig.prop('bar', 'value'), rig.end('job')]).toEqual(['nothing', null, undefined])
    rig.succeed(newer, 'new')
    expect(rig.prop('out', 'children')).toBe('new')
    expect(rig.argsOf('watch')).toEqual([['Running'], ['Finished']])
  })

  it('C5: a hit under replace is newer than the job that still runs, which ends', () => {
    const rig = PageRig.created(task(layout, [job()]))
    rig.change('run', 'nClicks', 1)
    const older = rig.start()
    rig.change('run', 'nClicks', 2)
    const { token, call } = rig.last
    const hit = { ...rig.untold(call), state: { ...jobStates.succeeded, from: 'cache' as const } }
    rig.send({ event: 'replied', token, reply: { ok: true, value: { reply: 'cached', job: hit, result: { kind: 'value', value: 'kept' }, cached: { computedAt: 1, tookMs: 2 } } } })
    expect(cancels(rig.effects)).toEqual([older])
    rig.succeed(older, 'stale')
    expect([rig.prop('out', 'children'), rig.prop('status', 'children')]).toEqual(['kept', 'Finished'])
  })

  it('C5: under queue and parallel every result is shown', () => {
    for (const whenRunning of ['queue', 'parallel'] as const) {
      const rig = PageRig.created(task(layout, [job({ whenRunning }), light('watch', { inputs: input('out', 'children') })]))
      rig.change('run', 'nClicks', 1)
      const first = rig.start()
      rig.change('run', 'nClicks', 2)
      const second = rig.start()
      rig.succeed(first, 'one')
      rig.succeed(second, 'two')
      expect(rig.prop('out', 'children')).toBe('two')
    }
  })

  it('C5: one that is ignored changes nothing, also where its on-values were shown already', () => {
    const rig = PageRig.created(task(layout, [job({ whenRunning: 'ignore' })]))
    rig.change('run', 'nClicks', 1)
    const first = rig.start()
    rig.change('run', 'nClicks', 2)
    rig.send({ event: 'slow', token: rig.last.token })
    rig.send({ event: 'replied', token: rig.last.token, reply: { ok: true, value: { reply: 'ignored', by: first } } })
    expect(rig.prop('status', 'children')).toBe('Running')
    rig.succeed(first, 'one')
    expect([rig.prop('out', 'children'), rig.prop('status', 'children'), rig.state.calls]).toEqual(['one', 'Finished', []])
  })

  it('C5: one that the engine refuses leaves the page without a job, where the older was replaced already', () => {
    const rig = PageRig.created(task(layout, [job()]))
    rig.change('run', 'nClicks', 1)
    const older = rig.start()
    rig.change('run', 'nClicks', 2)
    rig.job(older, jobStates.canceling('replaced'))
    rig.send({ event: 'replied', token: rig.last.token, reply: { ok: false, error: { code: 'SCRIPT_BROKEN', message: 'x' } } })
    expect([rig.state.calls, rig.prop('status', 'children'), rig.end('job')?.error?.code]).toEqual([[], 'Finished', 'SCRIPT_BROKEN'])
  })

  it('C6: MATCH instances are independent, and so are callbacks without outputs', () => {
    const rig = PageRig.created(task([...rows, ...layout], [rowJob, long('x', { inputs: input('run', 'nClicks') }), long('y', { inputs: input('run', 'nClicks') })]))
    rig.change({ type: 'run', row: 1 }, 'nClicks', 1)
    const one = rig.start()
    rig.change({ type: 'run', row: 2 }, 'nClicks', 1)
    const two = rig.start()
    rig.succeed(two, 'second')
    rig.succeed(one, 'first')
    expect([1, 2, 3].map((row) => rig.prop({ type: 'out', row }, 'children'))).toEqual(['first', 'second', undefined])
    rig.change('run', 'nClicks', 1)
    const [x, y] = rig.asked.slice(-2)
    if (x === undefined || y === undefined) throw new Error('two calls')
    const [xJob, yJob] = [rig.start(x), rig.start(y)]
    rig.succeed(xJob, null)
    rig.succeed(yJob, null)
    expect([rig.end('x')?.jobId, rig.end('y')?.jobId]).toEqual([xJob, yJob])
  })

  it('L10: light callbacks answer in order, and an answer older than one that is shown is dropped', () => {
    const rig = PageRig.created(task(layout, [light('echo', { inputs: input('run', 'nClicks'), output: output('out', 'children') })]))
    for (const n of [1, 2, 3]) rig.change('run', 'nClicks', n)
    rig.answer(rig.at(0), 'one')
    expect(rig.prop('out', 'children')).toBe('one')
    rig.answer(rig.at(2), 'three')
    rig.answer(rig.at(1), 'two')
    expect([rig.prop('out', 'children'), rig.state.calls]).toEqual(['three', []])
  })
})

describe('cancel', () => {
  it.each([['cancel', 1], ['stop', 1], ['cancel', null], ['stop', 'anything']] as const)('E1: any change of %s (to %j) cancels the running job', (id, value) => {
    const rig = PageRig.created(task(layout, [job()]))
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    expect(cancels(rig.change(id, 'nClicks', value))).toEqual([jobId])
  })

  it('E1: with nothing running it has no effect', () => {
    const rig = PageRig.created(task(layout, [job()]))
    expect(cancels(rig.change('cancel', 'nClicks', 1))).toEqual([])
    rig.change('run', 'nClicks', 1)
    expect(cancels(rig.send({ event: 'slow', token: rig.last.token }))).toEqual([])
  })

  it('E1: a cancel before the engine has answered is carried out with the answer', () => {
    const rig = PageRig.created(task(layout, [job()]))
    rig.change('run', 'nClicks', 1)
    expect(cancels(rig.change('cancel', 'nClicks', 1))).toEqual([])
    const jobId = rig.queue(rig.last)
    expect(cancels(rig.effects)).toEqual([jobId])
  })

  it('E1: MATCH selects the instance; an input without MATCH cancels all', () => {
    const rig = PageRig.created(task([...rows, ...layout], [rowJob]))
    const jobs = [1, 2, 3].map((row) => { rig.change({ type: 'run', row }, 'nClicks', 1); return rig.start() })
    expect(cancels(rig.change({ type: 'cancel', row: 2 }, 'nClicks', 1))).toEqual([jobs[1]])
    rig.job(jobs[1] ?? rig.queue(rig.last), jobStates.canceled())
    expect(cancels(rig.change('stop', 'nClicks', 1))).toEqual([jobs[0], jobs[2]])
  })

  it('E6: one cancel input serves several callbacks', () => {
    const rig = PageRig.created(task(layout, [job(), long('also', { inputs: input('run', 'nClicks'), cancel: [input('cancel', 'nClicks')] })]))
    rig.change('run', 'nClicks', 1)
    const jobs = [rig.start(rig.at(0)), rig.start(rig.at(1))]
    expect(cancels(rig.change('cancel', 'nClicks', 1))).toEqual(jobs)
  })

  it('E4: for the page a job ends when it enters canceling: outputs keep their values, on-values go off', () => {
    const rig = PageRig.created(task(layout, [job()]))
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    rig.progress(jobId, 1, 0.5)
    rig.job(jobId, jobStates.canceling())
    expect([rig.prop('out', 'children'), rig.prop('status', 'children'), rig.prop('bar', 'value')]).toEqual(['nothing', 'Finished', null])
    rig.job(jobId, jobStates.canceled())
    expect([rig.state.calls, rig.end('job')]).toMatchObject([[], { jobId, error: null }])
  })

  it('E4: a new trigger while the job is canceling runs as any other', () => {
    const rig = PageRig.created(task(layout, [job()]))
    rig.change('run', 'nClicks', 1)
    const first = rig.start()
    rig.job(first, jobStates.canceling())
    rig.change('run', 'nClicks', 2)
    const second = rig.queue(rig.last)
    rig.job(first, jobStates.succeeded, { kind: 'value', value: 'late' })
    expect([rig.prop('out', 'children'), rig.prop('status', 'children')]).toEqual(['nothing', 'Running'])
    rig.succeed(second, 'second')
    expect(rig.prop('out', 'children')).toBe('second')
  })

  it('E5: a success that came before the cancel reached it is kept', () => {
    const rig = PageRig.created(task(layout, [job()]))
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    rig.job(jobId, jobStates.canceling())
    rig.succeed(jobId, 'made it')
    expect([rig.prop('out', 'children'), rig.prop('status', 'children'), rig.state.calls]).toEqual(['made it', 'Finished', []])
  })

  it('C7: jobs that are not this page\'s are none of its business', () => {
    const rig = PageRig.created(task(layout, [job()]))
    rig.change('run', 'nClicks', 1)
    const jobId = rig.start()
    const before = rig.state
    const stranger = rig.untold(rig.last.call)
    rig.send({ event: 'job', job: { ...stranger, state: jobStates.succeeded }, result: { kind: 'value', value: 'theirs' } })
    rig.send({ event: 'progress', jobIds: [stranger.id], progress: { seq: 1, value: 0.3 } })
    expect(rig.state).toBe(before)
    expect(cancels(rig.send({ event: 'cancel', callbackId: callback('job'), instance: null }))).toEqual([jobId])
  })
})
