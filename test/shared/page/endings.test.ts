import { describe, expect, it } from 'vitest'
import { brandAs, type ContentHash } from '../../../src/shared/brand.ts'
import { idKey } from '../../../src/shared/dependency.ts'
import { noUpdateMark } from '../../../src/shared/protocol.ts'
import type { StoredValue } from '../../../src/shared/stored-value.ts'
import { el, input, light, long, output, task } from './support/descriptors.ts'
import { jobStates, PageRig } from './support/page-rig.ts'

const layout = [el('button', { id: 'run' }), el('p', { id: 'a' }, 'a'), el('p', { id: 'b' }, 'b'), el('p', { id: 'c' }, 'c')]
const run = (rig: PageRig): PageRig => { rig.change('run', 'nClicks', 1); return rig }
const error = { code: 'TASK_THREW', message: 'boom' } as const

describe('results', () => {
  const grouped = long('job', { inputs: input('run', 'nClicks'), output: { one: output('a', 'children'), rest: [output('b', 'children'), output('c', 'children')] } })

  it('B3: a result is given out by the output grouping', () => {
    const rig = run(PageRig.created(task(layout, [grouped])))
    rig.succeed(rig.start(), { one: 1, rest: [2, 3] })
    expect(['a', 'b', 'c'].map((id) => rig.prop(id, 'children'))).toEqual([1, 2, 3])
  })

  it('D6: noUpdate at any depth of a result leaves those outputs alone', () => {
    const rig = run(PageRig.created(task(layout, [grouped])))
    rig.succeed(rig.start(), { one: 1, rest: noUpdateMark })
    expect(['a', 'b', 'c'].map((id) => rig.prop(id, 'children'))).toEqual([1, 'b', 'c'])
    run(rig)
    rig.succeed(rig.start(), { one: noUpdateMark, rest: [noUpdateMark, 9] })
    expect(['a', 'b', 'c'].map((id) => rig.prop(id, 'children'))).toEqual([1, 'b', 9])
  })

  it.each([null, undefined])('F2: %j is a result', (value) => {
    const rig = run(PageRig.created(task(layout, [long('job', { inputs: input('run', 'nClicks'), output: output('a', 'children') })])))
    rig.succeed(rig.start(), value)
    expect(rig.prop('a', 'children')).toBe(value)
  })

  it('F2: no update succeeds and changes nothing, nor triggers', () => {
    const rig = run(PageRig.created(task(layout, [grouped, light('watch', { inputs: input('a', 'children') })])))
    rig.job(rig.start(rig.at(0)), jobStates.succeeded, { kind: 'noUpdate' })
    expect([rig.prop('a', 'children'), rig.argsOf('watch'), rig.end('job')?.error]).toEqual(['a', [], null])
  })

  it('F7: a callback without outputs ends any way it likes', () => {
    for (const [state, value] of [[jobStates.succeeded, 5], [jobStates.failed(error), null], [jobStates.canceled(), null]] as const) {
      const rig = run(PageRig.created(task(layout, [long('job', { inputs: input('run', 'nClicks') })])))
      rig.job(rig.start(), state, value === null ? undefined : { kind: 'value', value })
      expect(rig.state.calls).toEqual([])
    }
  })

  it('F11: a large result is read first; its call goes on till then, and outputs come last', () => {
    const stored: StoredValue = { hash: brandAs<ContentHash>('abc'), size: 50_000_000 }
    const rig = run(PageRig.created(task(layout, [grouped, light('watch', { inputs: [input('a', 'children'), input('run', 'title')] })])))
    const jobId = rig.start(rig.at(0))
    expect(rig.job(jobId, jobStates.succeeded, { kind: 'stored', stored })).toContainEqual({ effect: 'readValue', jobId, stored })
    rig.change('run', 'title', 'meanwhile')
    expect(rig.argsOf('watch')).toEqual([])
    rig.send({ event: 'valueRead', jobId, value: { ok: true, value: { one: 1, rest: [2, 3] } } })
    expect([rig.prop('a', 'children'), rig.argsOf('watch'), rig.state.calls.length]).toEqual([1, [[1, 'meanwhile']], 1])
  })

  it('F11: a large result that cannot be read is an error beside the outputs', () => {
    const rig = run(PageRig.created(task(layout, [grouped])))
    const jobId = rig.start()
    rig.job(jobId, jobStates.succeeded, { kind: 'stored', stored: { hash: brandAs<ContentHash>('abc'), size: 1 } })
    rig.send({ event: 'valueRead', jobId, value: { ok: false, error: { code: 'DATABASE', message: 'lost' } } })
    expect([rig.end('job')?.error?.message, rig.prop('a', 'children'), rig.state.calls]).toEqual(['lost', 'a', []])
  })
})

describe('failures', () => {
  it('F4: the error is kept beside the instance; outputs keep their values', () => {
    const rig = run(PageRig.created(task(layout, [long('job', { inputs: input('run', 'nClicks'), output: output('a', 'children') })])))
    const jobId = rig.start()
    rig.job(jobId, jobStates.failed(error))
    expect(rig.end('job')).toMatchObject({ jobId, error, handled: false })
    expect(rig.prop('a', 'children')).toBe('a')
  })

  it('F4: what onError returned is given to the outputs, and the error counts as taken care of', () => {
    const rig = run(PageRig.created(task(layout, [
      light('light', { inputs: input('run', 'nClicks'), output: output('a', 'children') }), long('long', { inputs: input('run', 'nClicks'), output: output('b', 'children') }),
    ])))
    rig.send({ event: 'lightReplied', token: rig.at(0).token, reply: { ok: true, value: { reply: 'failed', error, instead: { value: 'sorry' } } } })
    rig.job(rig.start(rig.at(1)), jobStates.failed(error), { kind: 'value', value: 'sorry too' })
    expect([rig.prop('a', 'children'), rig.prop('b', 'children')]).toEqual(['sorry', 'sorry too'])
    expect([rig.end('light')?.handled, rig.end('long')?.handled]).toEqual([true, true])
  })

  it('F4: onError may leave the outputs as they are', () => {
    const rig = run(PageRig.created(task(layout, [light('light', { inputs: input('run', 'nClicks'), output: output('a', 'children') })])))
    rig.send({ event: 'lightReplied', token: rig.last.token, reply: { ok: true, value: { reply: 'failed', error, instead: { value: noUpdateMark } } } })
    expect([rig.prop('a', 'children'), rig.end('light')?.handled]).toEqual(['a', true])
  })

  it('F4: a light callback that throws or whose host fails tells so beside its outputs', () => {
    const rig = run(PageRig.created(task(layout, [light('light', { inputs: input('run', 'nClicks'), output: output('a', 'children') })])))
    rig.send({ event: 'lightReplied', token: rig.last.token, reply: { ok: false, error: { code: 'HOST_FAILED', message: 'no answer in 30 s' } } })
    expect([rig.end('light')?.error?.code, rig.state.calls]).toEqual(['HOST_FAILED', []])
  })
})

describe('setProps', () => {
  it('F6: updates of several components arrive all, in order, once, and trigger as any change', () => {
    const rig = run(PageRig.created(task(layout, [long('job', { inputs: input('run', 'nClicks') }), light('watch', { inputs: [input('a', 'children'), input('b', 'children')] })])))
    const jobId = rig.start(rig.at(0))
    const props = { seq: 1, value: [{ id: idKey('a'), props: { children: 1, title: 't' } }, { id: idKey('b'), props: { children: 2 } }, { id: idKey('gone'), props: { x: 1 } }] }
    rig.send({ event: 'props', jobIds: [jobId], props })
    rig.send({ event: 'props', jobIds: [jobId], props })
    expect([rig.prop('a', 'children'), rig.prop('a', 'title'), rig.prop('b', 'children')]).toEqual([1, 't', 2])
    expect(rig.argsOf('watch')).toEqual([[1, 'b'], [1, 2]])
  })
})
