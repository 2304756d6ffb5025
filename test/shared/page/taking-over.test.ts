import { describe, expect, it } from 'vitest'
import { brandAs, type CodeHash } from '../../../src/shared/brand.ts'
import { idKey } from '../../../src/shared/dependency.ts'
import { pageFromSaved, savedPage } from '../../../src/shared/page/saved-page.ts'
import type { PageState } from '../../../src/shared/page/state.ts'
import type { CallbackDescriptor, TaskDescriptor } from '../../../src/shared/task.ts'
import { el, input, light, long, MATCH, output, state, task } from './support/descriptors.ts'
import { jobStates, PageRig, triggers } from './support/page-rig.ts'

const layout = [el('button', { id: 'run', nClicks: null }), el('input', { id: 'text', value: '' }), el('p', { id: 'out' }, 'nothing'), el('p', { id: 'status' }, 'Idle'), el('progress', { id: 'bar' }), el('p', { id: 'next' })]
const job = long('job', {
  inputs: input('run', 'nClicks'), state: state('text', 'value'), output: output('out', 'children'), preventInitialCall: false,
  running: [{ target: output('status', 'children'), during: 'Running', after: 'Finished' }], progress: output('bar', 'value'), progressDefault: { value: 0 },
})
const next = light('next', { inputs: input('out', 'children'), output: output('next', 'children') })
const described = task(layout, [job, next])
const other = brandAs<CodeHash>('other code')

/** The window is gone and a new one takes the page: through the same encoding as main keeps it in. */
function reopen(rig: PageRig, descriptor: TaskDescriptor = described, codeHash = rig.state.codeHash): PageRig {
  const saved = structuredClone(savedPage(rig.state, 1))
  const page = pageFromSaved(saved, { descriptor, codeHash })
  if (page === undefined) throw new Error('not restored')
  return new PageRig(page)
}

describe('a page that is opened again', () => {
  it('C1, G6: shows what it showed, and calls nothing', () => {
    const rig = PageRig.created(described)
    rig.succeed(rig.start(), 'first')
    rig.answer(rig.last, 'chained')
    rig.change('text', 'value', 'typed')
    const again = reopen(rig)
    expect(triggers(again.send({ event: 'restored', jobs: [] }))).toEqual([])
    expect([again.prop('text', 'value'), again.prop('out', 'children'), again.prop('next', 'children')]).toEqual(['typed', 'first', 'chained'])
    expect(again.state).toEqual(rig.state)
  })

  it('G6, L21: takes over a running job with its latest progress, and gets its result', () => {
    const rig = PageRig.created(described)
    const jobId = rig.start()
    rig.progress(jobId, 3, 0.3)
    const again = reopen(rig)
    again.send({ event: 'restored', jobs: [rig.snapshot(jobId, jobStates.running, { progress: { seq: 5, value: 0.5 } })] })
    expect([again.prop('bar', 'value'), again.prop('status', 'children')]).toEqual([0.5, 'Running'])
    again.send({ event: 'progress', jobIds: [jobId], progress: { seq: 4, value: 0.4 } })
    expect(again.prop('bar', 'value')).toBe(0.5)
    again.send({ event: 'job', job: rig.jobWith(jobId, jobStates.succeeded), result: { kind: 'value', value: 'result' } })
    expect([again.prop('out', 'children'), again.prop('bar', 'value'), again.prop('status', 'children')]).toEqual(['result', 0, 'Finished'])
  })

  it('F8, C11: a result that came while no window had the page is there, and chains go on', () => {
    const rig = PageRig.created(described)
    const jobId = rig.start()
    const again = reopen(rig)
    again.send({ event: 'restored', jobs: [rig.snapshot(jobId, jobStates.succeeded, { result: { kind: 'value', value: 'meanwhile' } })] })
    expect([again.prop('out', 'children'), again.prop('status', 'children'), again.argsOf('next')]).toEqual(['meanwhile', 'Finished', [['meanwhile']]])
  })

  it('G6: finds the job of a trigger whose answer was lost with the window', () => {
    const rig = PageRig.created(described)
    const asked = rig.last
    const lost = reopen(rig)
    const jobId = rig.queue(asked)
    lost.send({ event: 'restored', jobs: [rig.snapshot(jobId, jobStates.running)] })
    expect([lost.state.calls.map((call) => call.jobId), lost.prop('status', 'children')]).toEqual([[jobId], 'Running'])
  })

  it('D1: what was lost for good has ended: on-values go off', () => {
    const rig = PageRig.created(described)
    rig.send({ event: 'slow', token: rig.last.token })
    const again = reopen(rig)
    again.send({ event: 'restored', jobs: [] })
    expect([again.state.calls, again.prop('status', 'children')]).toEqual([[], 'Finished'])
  })

  it('G6: takes over a job whose replacement the engine had refused', () => {
    const rig = PageRig.created(described)
    const jobId = rig.queue(rig.last)
    rig.change('run', 'nClicks', 1)
    rig.send({ event: 'replied', token: rig.last.token, reply: { ok: false, error: { code: 'SCRIPT_BROKEN', message: 'x' } } })
    const again = reopen(rig)
    again.send({ event: 'restored', jobs: [rig.snapshot(jobId, jobStates.running)] })
    expect([again.state.calls.map((call) => call.jobId), again.prop('status', 'children')]).toEqual([[jobId], 'Running'])
    again.send({ event: 'job', job: rig.jobWith(jobId, jobStates.succeeded), result: { kind: 'value', value: 'kept' } })
    expect([again.prop('out', 'children'), again.prop('status', 'children')]).toEqual(['kept', 'Finished'])
  })

  it('C8: triggers that waited fire when what they waited for has ended meanwhile', () => {
    const waiting = light('waiting', { inputs: [input('out', 'children'), input('text', 'value')] })
    const withWaiting = task(layout, [job, waiting])
    const rig = PageRig.created(withWaiting)
    const jobId = rig.start()
    rig.change('text', 'value', 'typed')
    const again = reopen(rig, withWaiting)
    again.send({ event: 'restored', jobs: [rig.snapshot(jobId, jobStates.canceled())] })
    expect(again.argsOf('waiting')).toEqual([['nothing', 'typed']])
  })

  it('C11: a light call whose answer was lost with the window is made again, with what triggered it', () => {
    const rig = PageRig.created(described)
    rig.succeed(rig.start(), 'first')
    expect(rig.last.call.callbackId).toBe('next')
    const again = reopen(rig)
    again.send({ event: 'restored', jobs: [] })
    expect(again.asked.map(({ call }) => [call.callbackId, call.args, call.context.triggered.map(({ id }) => id)])).toEqual([['next', ['first'], ['out']]])
    rig.answer(rig.last, 'too late')
    again.answer(again.last, 'chained')
    expect([again.prop('next', 'children'), again.state.calls]).toEqual(['chained', []])
  })

  it('C11: none is made again for components that had left the page', () => {
    const row = (n: number) => el('input', { id: { row: n }, value: 'start' })
    const each = light('each', { inputs: input({ row: MATCH }, 'value'), output: output({ row: MATCH }, 'title') })
    const rows = task([el('div', { id: 'box' }, [row(1), row(2)])], [each])
    const rig = PageRig.created(rows)
    for (const n of [1, 2]) rig.change({ row: n }, 'value', 'typed')
    rig.change('box', 'children', [row(2)])
    const again = reopen(rig, rows)
    again.send({ event: 'restored', jobs: [] })
    expect(again.asked.map(({ call }) => call.instance)).toEqual(['{"row":2}'])
    expect(again.state.calls).toHaveLength(1)
  })

  it('C11, C8: what waited for such a call goes on waiting for it', () => {
    const then = light('then', { inputs: [input('next', 'children'), input('text', 'value')] })
    const chain = task(layout, [job, next, then])
    const rig = PageRig.created(chain)
    rig.succeed(rig.start(), 'first')
    rig.change('text', 'value', 'typed')
    const again = reopen(rig, chain)
    again.send({ event: 'restored', jobs: [] })
    expect(again.asked.map(({ call }) => call.callbackId)).toEqual(['next'])
    again.answer(again.last, 'chained')
    expect(again.argsOf('then')).toEqual([['chained', 'typed']])
  })

  it('C11: a chain goes on from the result of a job that ended while no window had the page, step by step', () => {
    const then = light('then', { inputs: input('next', 'children'), output: output('text', 'value') })
    const chain = task(layout, [job, next, then])
    const rig = PageRig.created(chain)
    const jobId = rig.start()
    rig.progress(jobId, 1, 0.5)
    // Nobody runs what comes of it until a window takes the page.
    const again = reopen(rig, chain)
    expect(again.asked).toEqual([])
    again.send({ event: 'restored', jobs: [rig.snapshot(jobId, jobStates.succeeded, { result: { kind: 'value', value: 'meanwhile' } })] })
    again.answer(again.last, 'one')
    again.answer(again.last, 'two')
    expect([again.prop('out', 'children'), again.prop('next', 'children'), again.prop('text', 'value'), again.prop('bar', 'value')]).toEqual(['meanwhile', 'one', 'two', 0])
  })

  it('F6: props that the job set meanwhile are replayed', () => {
    const rig = PageRig.created(described)
    const jobId = rig.start()
    const again = reopen(rig)
    again.send({ event: 'restored', jobs: [rig.snapshot(jobId, jobStates.running, { props: [{ id: idKey('text'), props: { value: 'set' } }] })] })
    expect(again.prop('text', 'value')).toBe('set')
  })

  it.each<[string, (state: PageState) => unknown]>([
    ['nothing', () => null], ['text', () => 'page'], ['another version', (page) => ({ ...(savedPage(page, 1).state as object), version: 99 })],
    ['calls that are none', (page) => ({ ...(savedPage(page, 1).state as object), calls: [{ token: 'x' }] })], ['no overlay', (page) => ({ ...(savedPage(page, 1).state as object), overlay: 5 })],
  ])('C1: a damaged saved page (%s) is not taken over', (_what, damage) => {
    const rig = PageRig.created(described)
    expect(pageFromSaved({ ...savedPage(rig.state, 1), state: damage(rig.state) }, rig.state)).toBeUndefined()
  })
})

describe('hot reload', () => {
  const reload = (rig: PageRig, descriptor: TaskDescriptor): readonly unknown[] => triggers(rig.send({ event: 'described', descriptor, codeHash: other })).map(({ callbackId }) => callbackId)

  it('C1: keeps values whose component still exists, and drops those of the others', () => {
    const rig = PageRig.created(described)
    rig.succeed(rig.start(), 'first')
    rig.change('text', 'value', 'typed')
    reload(rig, task([...layout.filter(({ props }) => props.id !== 'out'), el('h1', { id: 'title' }, 'New')], [job, next]))
    expect([rig.prop('text', 'value'), rig.prop('title', 'children'), rig.prop('out', 'children')]).toEqual(['typed', 'New', undefined])
    expect(rig.state.overlay.has(idKey('out'))).toBe(false)
  })

  it('C1: a component of another kind under the same id starts as declared', () => {
    const rig = PageRig.created(described)
    rig.change('text', 'value', 'typed')
    reload(rig, task(layout.map((child) => child.props.id === 'text' ? el('slider', { id: 'text', value: 3 }) : child), [job, next]))
    expect(rig.prop('text', 'value')).toBe(3)
  })

  it('C1: calls only callbacks whose id is new', () => {
    const rig = PageRig.created(described)
    rig.succeed(rig.start(), 'first')
    const extra = light('extra', { inputs: input('text', 'value'), preventInitialCall: false })
    expect(reload(rig, task(layout, [job, next, extra]))).toEqual(['extra'])
    expect(reload(rig, task(layout, [job, next, extra]))).toEqual([])
  })

  it('C1, L24: a running job\'s result is applied if its callback and output grouping are unchanged', () => {
    const rig = PageRig.created(described)
    const jobId = rig.start()
    reload(rig, task(layout, [{ ...job, interval: 5 }, next]))
    rig.succeed(jobId, 'old code')
    expect(rig.prop('out', 'children')).toBe('old code')
  })

  it.each<[string, readonly CallbackDescriptor[]]>([
    ['the callback is gone', [next]], ['its output grouping is another', [{ ...job, output: [output('out', 'children')] }, next]],
  ])('C1: else, where %s, the result goes to history only, and running props go off', (_why, callbacks) => {
    const rig = PageRig.created(described)
    const jobId = rig.start()
    reload(rig, task(layout, callbacks))
    expect([rig.prop('status', 'children'), rig.state.calls]).toEqual(['Finished', []])
    rig.succeed(jobId, ['old'])
    expect(rig.prop('out', 'children')).toBe('nothing')
  })

  it('D5: progress props take the new default while nothing runs', () => {
    const rig = PageRig.created(described)
    rig.succeed(rig.start(), 'first')
    reload(rig, task(layout, [{ ...job, progressDefault: { value: 9 } }, next]))
    expect(rig.prop('bar', 'value')).toBe(9)
  })

  it('C1: a page saved before the script changed is taken over the same way', () => {
    const rig = PageRig.created(described)
    rig.succeed(rig.start(), 'first')
    rig.answer(rig.last, 'chained')
    rig.change('text', 'value', 'typed')
    const extra = light('extra', { inputs: input('text', 'value'), preventInitialCall: false })
    const again = reopen(rig, task(layout, [job, next, extra]), other)
    expect(triggers(again.send({ event: 'restored', jobs: [] })).map(({ callbackId, args }) => [callbackId, args])).toEqual([['extra', ['typed']]])
  })
})
