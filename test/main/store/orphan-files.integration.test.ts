import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import type { Store } from '../../../src/main/store/open-store.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import type { ContentHash } from '../../../src/shared/brand.ts'
import { FakeClock } from './support/fake-clock.ts'
import { openTestStore } from './support/open-test-store.ts'
import { keyNamed, makeEntry, makeRecord, ownerId, pageNamed, succeededState, taskId } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const large = (content: number): ReturnType<typeof valueCodec.encode> => valueCodec.encode(new Uint8Array(150_000).fill(content))
/** A value that a kill left between its file and its row. */
const leaveBehind = (store: Store, content: number): ContentHash => store.values.adopt(large(content)).hash
const isThere = (store: Store, hash: ContentHash): boolean => existsSync(store.values.fileOf(hash))

function savePage(store: Store, name: string, hash: ContentHash | null): void {
  const props = hash === null ? { rows: [1] } : { rows: { $simmer: 'large', hash, path: [] } }
  store.jobs.savePage({ pageId: pageNamed(name), taskId, savedAt: 1, state: { version: 2, overlay: [['table', props]], kept: [] } }, ownerId)
}

describe('values that nothing names', () => {
  it('R12, H10: are found and removed when nothing else is to be done; what history, the cache or a page names stays', () => {
    const clock = new FakeClock(1_000)
    const store = openTestStore(temporaryFolder(), { clock, unusedFor: 0 })
    const orphan = leaveBehind(store, 1)
    const [ofHistory, ofCache, ofPage] = [large(2), large(3), leaveBehind(store, 4)]
    const record = makeRecord('a')
    store.jobs.addJobs([record])
    store.jobs.commitResult({ jobs: [{ ...record.job, state: succeededState }], runId: record.run.id, value: ofHistory, tookMs: 1 })
    store.cache.put({ ...makeEntry('a', 1), value: ofCache })
    savePage(store, 'page', ofPage)
    clock.advance(120_000)
    expect([orphan, ofHistory.hash, ofCache.hash, ofPage].map((hash) => isThere(store, hash))).toEqual([false, true, true, true])
    expect(store.leftover()).toEqual({ files: 0, bytes: 0 })
  })

  it('are counted while they are too young to be removed, and go with a later look', () => {
    const clock = new FakeClock(1_000)
    const store = openTestStore(temporaryFolder(), { clock })
    const orphan = leaveBehind(store, 1)
    clock.advance(120_000)
    expect(store.leftover()).toEqual({ files: 1, bytes: store.values.sizeOf(orphan) })
    const old = new Date(Date.now() - 7_200_000)
    utimesSync(store.values.fileOf(orphan), old, old)
    // Its time of change is that of the call above: the store goes by the later one.
    clock.advance(6 * 3_600_000)
    expect(isThere(store, orphan)).toBe(true)
  })

  it('a value that only a page shows goes when the page shows another, and when the page is gone', () => {
    const clock = new FakeClock(1_000)
    const store = openTestStore(temporaryFolder(), { clock, unusedFor: 0 })
    const [first, second] = [leaveBehind(store, 1), leaveBehind(store, 2)]
    savePage(store, 'page', first)
    clock.advance(120_000)
    expect(isThere(store, first)).toBe(true)
    savePage(store, 'page', null)
    clock.advance(7 * 3_600_000)
    expect([first, second].map((hash) => isThere(store, hash))).toEqual([false, false])
  })

  it('what a page of before this was counted shows is looked up before anything is removed', () => {
    const folder = temporaryFolder()
    const before = openTestStore(folder, { clock: new FakeClock() })
    const shown = leaveBehind(before, 1)
    savePage(before, 'page', shown)
    before.close()
    const raw = new SqliteDatabase(join(folder, 'simmer.db'))
    raw.exec('DELETE FROM page_values; UPDATE pages SET values_known = 0')
    raw.close()
    const clock = new FakeClock()
    const store = openTestStore(folder, { clock, unusedFor: 0 })
    const orphan = leaveBehind(store, 2)
    clock.advance(120_000)
    expect([shown, orphan].map((hash) => isThere(store, hash))).toEqual([true, false])
  })

  it('nothing is removed while a history that was set aside may name it', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'simmer.db'), 'garbage')
    const clock = new FakeClock()
    const first = openTestStore(folder, { clock, unusedFor: 0 })
    const hash = leaveBehind(first, 1)
    first.close()
    const store = openTestStore(folder, { clock, unusedFor: 0 })
    clock.advance(120_000)
    expect(isThere(store, hash)).toBe(true)
  })

  it('what an engine left half written beside them goes after an hour, and nothing that is not ours', () => {
    const folder = temporaryFolder()
    const clock = new FakeClock()
    const store = openTestStore(folder, { clock, unusedFor: 0 })
    const { hash } = store.values.adopt(large(1))
    store.cache.put({ ...makeEntry('a', 1), value: large(1) })
    const beside = dirname(store.values.fileOf(hash))
    for (const name of [`${hash}.42.partial`, 'notes.txt']) writeFileSync(join(beside, name), 'x')
    clock.advance(120_000)
    // They were written a moment ago.
    expect(readdirSync(beside).sort()).toEqual([hash, `${hash}.42.partial`, 'notes.txt'].sort())
    expect(store.cache.peek(keyNamed('a'), 1_001)).toBeDefined()
  })

  it('R1: a result whose file somebody removed before its row was written is refused, not kept without it', () => {
    const store = openTestStore(temporaryFolder(), { unusedFor: 0 })
    const record = makeRecord('a')
    store.jobs.addJobs([record])
    const value = store.values.adopt(large(1))
    store.values.removeUnused(value.hash, () => false)
    expect(() => { store.jobs.commitResult({ jobs: [{ ...record.job, state: succeededState }], runId: record.run.id, value, tookMs: 1 }) }).toThrow(expect.objectContaining({ code: 'DATABASE' }) as Error)
    expect(store.jobs.find(record.job.id)?.job.state.status).toBe('queued')
  })
})
