import { describe, expect, test } from 'vitest'
import type { ChangeBatch } from '../../../src/shared/contract.ts'
import { Batcher } from '../../../src/main/session/batcher.ts'
import { ManualClock } from '../../support/manual-clock.ts'

const notice = (id: string) => ({ change: 'notice', notice: { id, level: 'note', title: id, text: '' } }) as const

function collect(): { readonly clock: ManualClock; readonly batcher: Batcher; readonly batches: ChangeBatch[] } {
  const clock = new ManualClock()
  const batches: ChangeBatch[] = []
  return { clock, batches, batcher: new Batcher(clock, (batch) => { batches.push(batch) }) }
}

describe('The batcher', () => {
  test('sends the first change in the same turn and what follows within a frame together', () => {
    const { clock, batcher, batches } = collect()
    batcher.send(notice('a'))
    clock.advance(0)
    expect(batches.map(({ changes }) => changes.length)).toEqual([1])
    for (let each = 0; each < 100; each += 1) batcher.send(notice(String(each)))
    clock.advance(15)
    expect(batches).toHaveLength(1)
    clock.advance(1)
    expect(batches.map(({ changes }) => changes.length)).toEqual([1, 100])
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
    expect(sent).toEqual([])
    clock.advance(0)
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
