import { describe, expect, test } from 'vitest'
import { brandAs, type JobId, type PageId } from '../../../src/shared/brand.ts'
import type { ChangeBatch } from '../../../src/shared/contract.ts'
import type { Job } from '../../../src/shared/job.ts'
import { WindowBook } from '../../../src/main/session/window-book.ts'

const mine = brandAs<PageId>('mine')
const theirs = brandAs<PageId>('theirs')
const jobId = brandAs<JobId>('job')

function twoWindows(): { readonly book: WindowBook; readonly got: readonly ChangeBatch[][] } {
  const got: ChangeBatch[][] = [[], []]
  const book = new WindowBook((id) => (id === jobId ? mine : null))
  for (const id of [1, 2]) book.add({ id, send: (batch) => { got[id - 1]?.push(batch) } })
  book.hold(1, mine)
  book.hold(2, theirs)
  return { book, got }
}

describe('Windows', () => {
  test('C7: set props go to the window that has the page, and every window gets every revision', () => {
    const { book, got } = twoWindows()
    book.deliver({ revision: 1, changes: [{ change: 'props', jobIds: [jobId], props: { seq: 1, value: [] } }] })
    expect(got[0]?.[0]?.changes).toHaveLength(1)
    expect(got[1]).toEqual([{ revision: 1, changes: [] }])
  })

  test('R19: what a job prints goes to the windows that look at its log, until they look away or reload, and to no other', () => {
    const { book, got } = twoWindows()
    let revision = 0
    const told = (): readonly number[] => {
      revision += 1
      book.deliver({ revision, changes: [{ change: 'log', jobIds: [jobId], chunks: [] }] })
      return got.map((batches) => batches.at(-1)?.changes.length ?? 0)
    }
    expect(told()).toEqual([0, 0])
    book.watchLog(1, jobId)
    expect(told()).toEqual([1, 0])
    book.watchLog(2, jobId)
    expect(told()).toEqual([1, 1])
    book.leaveLog(1, jobId)
    expect(told()).toEqual([0, 1])
    book.letGoAll(2)
    expect(told()).toEqual([0, 0])
  })

  test('a result goes only to the window that has the page; the rest learn how it ended', () => {
    const { book, got } = twoWindows()
    const job = { id: jobId, pageId: mine } as Job
    book.deliver({ revision: 1, changes: [{ change: 'job', job, result: { kind: 'value', value: 42 } }] })
    expect(got[0]?.[0]?.changes[0]).toHaveProperty('result')
    expect(got[1]?.[0]?.changes).toEqual([{ change: 'job', job }])
  })

  test('G6: a page that a reload freed may be saved by its window until another takes it', () => {
    const { book } = twoWindows()
    expect(book.letGoAll(1)).toEqual([mine])
    expect(book.holds(1, mine)).toBe(false)
    expect(book.maySave(1, mine)).toBe(true)
    expect(book.maySave(2, mine)).toBe(false)
    book.hold(2, mine)
    expect(book.maySave(1, mine)).toBe(false)
  })

  test('a closed window has nothing and gets nothing', () => {
    const { book, got } = twoWindows()
    book.remove(1)
    book.deliver({ revision: 1, changes: [] })
    expect(got[0]).toEqual([])
    expect(book.heldPages).toEqual([theirs])
  })
})
