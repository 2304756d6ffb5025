import { describe, expect, test } from 'vitest'
import { brandAs } from '../../../src/shared/brand.ts'
import type { Change } from '../../../src/shared/change.ts'
import type { ChangeBatch } from '../../../src/shared/contract.ts'
import { Batcher } from '../../../src/main/session/batcher.ts'
import { ManualClock } from '../../support/manual-clock.ts'

const notice = (id: string) => ({ change: 'notice', notice: { id, level: 'note', title: id, text: '' } }) as const

function job(status: 'running' | 'succeeded'): Change {
  const id = brandAs<never>('x')
  const state = status === 'running' ? { status, startedAt: 1 } : { status, startedAt: 1, finishedAt: 2, from: 'run' as const }
  return {
    change: 'job',
    job: { id, runId: id, taskId: id, callbackId: id, instance: '', pageId: null, ownerId: id, createdAt: 1, label: '', priority: 'normal', fresh: false, state },
  }
}

function collect(): { readonly clock: ManualClock; readonly batcher: Batcher; readonly batches: ChangeBatch[] } {
  const clock = new ManualClock()
  const batches: ChangeBatch[] = []
  return { clock, batches, batcher: new Batcher(clock, (batch) => { batches.push(batch) }) }
}

describe('The batcher', () => {
  test('sends the changes of a frame together', () => {
    const { clock, batcher, batches } = collect()
    for (let each = 0; each < 100; each += 1) batcher.send(notice(String(each)))
    clock.advance(15)
    expect(batches).toEqual([])
    clock.advance(1)
    expect(batches.map(({ changes }) => changes.length)).toEqual([100])
  })

  test('P2 sends the end of a job at once with what is collected, and further ends within a frame together', () => {
    const { clock, batcher, batches } = collect()
    batcher.send(job('running'))
    batcher.send(notice('a'))
    batcher.send(job('succeeded'))
    clock.advance(0)
    expect(batches.map(({ changes }) => changes.map((change) => (change.change === 'job' ? change.job.state.status : change.change))))
      .toEqual([['running', 'notice', 'succeeded']])
    for (let each = 0; each < 100; each += 1) batcher.send(job('succeeded'))
    clock.advance(15)
    expect(batches).toHaveLength(1)
    clock.advance(1)
    expect(batches.map(({ changes }) => changes.length)).toEqual([3, 100])
  })

  test('numbers batches one after the other, so that a gap is noticed', () => {
    const { clock, batcher, batches } = collect()
    for (const id of ['a', 'b', 'c']) { batcher.send(notice(id)); clock.advance(20) }
    expect(batches.map(({ revision }) => revision)).toEqual([1, 2, 3])
    expect(batcher.revision).toBe(3)
  })

  test('tells when a change is on its way, not before', () => {
    const { clock, batcher } = collect()
    const sent: string[] = []
    batcher.send(notice('a'), () => sent.push('a'))
    clock.advance(15)
    expect(sent).toEqual([])
    clock.advance(1)
    expect(sent).toEqual(['a'])
  })

  test('a flush has everything, and an empty one is no batch', () => {
    const { batcher, batches } = collect()
    batcher.flush()
    batcher.send(notice('a'))
    batcher.flush()
    expect(batches).toEqual([{ revision: 1, changes: [notice('a')] }])
  })
})
