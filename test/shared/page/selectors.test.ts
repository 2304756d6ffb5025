import { describe, expect, it } from 'vitest'
import { busyIds } from '../../../src/shared/page/busy-ids.ts'
import { jobsOf } from '../../../src/shared/page/jobs-of.ts'
import { ALL, el, input, light, long, output, task } from './support/descriptors.ts'
import { callback, jobStates, PageRig } from './support/page-rig.ts'

const row = (n: number) => el('p', { id: { type: 'row', n } })
const described = task([el('button', { id: 'run' }), el('button', { id: 'other' }), el('p', { id: 'out' }), el('p', { id: 'bar' }), row(1), row(2)], [
  long('job', { inputs: input('run', 'nClicks'), output: [output('out', 'children'), output({ type: 'row', n: ALL }, 'children')], progress: output('bar', 'children') }),
  light('quick', { inputs: input('other', 'nClicks'), output: output('bar', 'title') }),
])

describe('busyIds', () => {
  it('I2: the components that a call outputs to are busy from its trigger to its end', () => {
    const rig = PageRig.created(described)
    expect([...busyIds(rig.state)]).toEqual([])
    rig.change('run', 'nClicks', 1)
    expect([...busyIds(rig.state)]).toEqual(['out', '{"n":1,"type":"row"}', '{"n":2,"type":"row"}'])
    const jobId = rig.start()
    rig.change('other', 'nClicks', 1)
    expect([...busyIds(rig.state)]).toEqual(['out', '{"n":1,"type":"row"}', '{"n":2,"type":"row"}', 'bar'])
    rig.answer(rig.last, 'x')
    rig.succeed(jobId, [1, [2, 3]])
    expect([...busyIds(rig.state)]).toEqual([])
  })

  it('E4: not those of a job that is being canceled', () => {
    const rig = PageRig.created(described)
    rig.change('run', 'nClicks', 1)
    rig.job(rig.start(), jobStates.canceling())
    expect([[...busyIds(rig.state)], jobsOf(rig.state, callback('job'))]).toEqual([[], []])
  })

  it('I2: is the same set until calls change', () => {
    const rig = PageRig.created(described)
    rig.change('run', 'nClicks', 1)
    const before = busyIds(rig.state)
    rig.change('out', 'title', 'x')
    expect(busyIds(rig.state)).toBe(before)
  })
})

it('C10: jobsOf tells the jobs that the page waits for, queued or running', () => {
  const rig = PageRig.created(described)
  rig.change('run', 'nClicks', 1)
  expect(jobsOf(rig.state, callback('job'))).toEqual([])
  const jobId = rig.queue(rig.last)
  expect(jobsOf(rig.state, callback('job'))).toEqual([jobId])
})
