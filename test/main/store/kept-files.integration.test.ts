import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { StoredFile, StoredValue } from '../../../src/shared/stored-value.ts'
import type { ContentHash } from '../../../src/shared/brand.ts'
import { contentHash } from '../../../src/main/store/content-hash.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import { FakeClock } from './support/fake-clock.ts'
import { openTestStore } from './support/open-test-store.ts'
import { keyNamed, makeEntry, makeRecord, succeededState } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

/** A value of a host with a file in it, which lies beside the store as a host leaves it. */
function hostValue(folder: string, content: string, value: unknown = { content: content.slice(0, 20) }): StoredValue & { readonly files: readonly StoredFile[] } {
  const bytes = Buffer.from(content)
  mkdirSync(join(folder, 'work'), { recursive: true })
  const file = join(folder, 'work', contentHash(bytes).slice(0, 8))
  writeFileSync(file, bytes)
  return { ...valueCodec.encode(value), files: [{ hash: contentHash(bytes), size: bytes.length, file }] }
}
const placeOf = (folder: string, hash: ContentHash): string => join(folder, 'values', hash.slice(0, 2), hash)
const hashOf = (content: string): ContentHash => contentHash(Buffer.from(content))

describe('files of a result in the store', () => {
  it('F3 R1: are there, whole, as soon as the result is, and stay when the job’s folder goes', () => {
    const folder = temporaryFolder()
    const store = openTestStore(folder)
    const record = makeRecord('a')
    store.jobs.addJobs([record])
    const value = store.values.adopt(hostValue(folder, 'a report'))
    expect(value.files).toEqual([{ hash: hashOf('a report'), size: 8 }])
    expect(existsSync(placeOf(folder, hashOf('a report')))).toBe(true)
    store.jobs.commitResult({ jobs: [{ ...record.job, state: succeededState }], runId: record.run.id, value, tookMs: 1 })
    expect(readdirSync(join(folder, 'work'))).toEqual([])
    expect(store.jobs.find(record.job.id)?.result).toEqual({ kind: 'value', value: { content: 'a report' } })
  })

  it('F3: a result whose file is not what the host said is none', () => {
    const folder = temporaryFolder()
    const store = openTestStore(folder)
    const value = hostValue(folder, 'a report')
    writeFileSync(value.files[0]?.file ?? '', 'another')
    expect(() => store.values.adopt(value)).toThrow(expect.objectContaining({ code: 'HOST_FAILED' }) as Error)
  })

  it('H5: an entry is a hit while every file is there with its size, else it is dropped', () => {
    const folder = temporaryFolder()
    const store = openTestStore(folder)
    const put = (): void => { store.cache.put({ ...makeEntry('a', 1), value: hostValue(folder, 'a report') }) }
    put()
    expect(store.cache.get(keyNamed('a'), 1001)?.value.files).toEqual([{ hash: hashOf('a report'), size: 8 }])
    writeFileSync(placeOf(folder, hashOf('a report')), 'short')
    expect(store.cache.get(keyNamed('a'), 1001)).toBeUndefined()
    put()
    expect(store.cache.peek(keyNamed('a'), 1001)?.value.files).toHaveLength(1)
  })

  it('H8: a newer result’s files take the place of the older one’s', () => {
    const folder = temporaryFolder()
    const store = openTestStore(folder)
    store.cache.put({ ...makeEntry('a', 1), value: hostValue(folder, 'older') })
    store.cache.put({ ...makeEntry('a', 1), value: hostValue(folder, 'newer') })
    expect(store.cache.get(keyNamed('a'), 1001)?.value.files?.map(({ hash }) => hash)).toEqual([hashOf('newer')])
    store.cache.put(makeEntry('a', 'none'))
    expect(store.cache.get(keyNamed('a'), 1001)?.value.files).toBeUndefined()
  })

  it('H10: files count in the cache’s limit, and leave with their entry, but for those that history refers to', () => {
    const folder = temporaryFolder()
    const store = openTestStore(folder, { cacheLimit: 10_000, clock: new FakeClock(), unusedFor: 0 })
    const [first, second, third] = ['1', '2', '3'].map((each) => each.repeat(4_000)) as [string, string, string]
    const record = makeRecord('a')
    store.jobs.addJobs([record])
    const value = store.values.adopt(hostValue(folder, second))
    store.jobs.commitResult({ jobs: [{ ...record.job, state: succeededState }], runId: record.run.id, value, tookMs: 1 })
    store.cache.put({ ...makeEntry('first', 1, { storedAt: 1 }), value: hostValue(folder, first) })
    store.cache.put({ ...makeEntry('second', 1, { storedAt: 2 }), value })
    for (const [at, name] of ['third', 'fourth'].entries()) store.cache.put({ ...makeEntry(name, 1, { storedAt: 3 + at }), value: hostValue(folder, third) })
    expect(['first', 'second', 'third', 'fourth'].map((name) => store.cache.peek(keyNamed(name), 5) !== undefined)).toEqual([false, false, true, true])
    expect([first, second, third].map((content) => existsSync(placeOf(folder, hashOf(content))))).toEqual([false, true, true])
  })

  it('H10: an entry that is too large with its files is refused', () => {
    const folder = temporaryFolder()
    const store = openTestStore(folder, { cacheLimit: 10_000 })
    expect(() => { store.cache.put({ ...makeEntry('a', 1), value: hostValue(folder, 'x'.repeat(20_000)) }) }).toThrow(expect.objectContaining({ code: 'REFUSED', message: expect.stringContaining('with its files') as string }) as Error)
  })
})

describe('a file that nothing refers to', () => {
  it('stays for a minute: another engine’s row may be about to name it', () => {
    const folder = temporaryFolder()
    const { values } = openTestStore(folder)
    const { files: [file] = [] } = values.adopt(hostValue(folder, 'x'))
    expect(values.removeUnused(file!.hash, () => false)).toBe('young')
    expect(values.holds(file!)).toBe(true)
  })

  it('is removed after that, but not if somebody began to refer to it meanwhile', () => {
    const folder = temporaryFolder()
    const { values } = openTestStore(folder, { unusedFor: 0 })
    const { files: [file] = [] } = values.adopt(hostValue(folder, 'x'))
    let looks = 0
    values.removeUnused(file!.hash, () => (looks += 1) > 1)
    expect([looks, values.holds(file!)]).toEqual([2, true])
    values.removeUnused(file!.hash, () => true)
    expect(values.holds(file!)).toBe(true)
    values.removeUnused(file!.hash, () => false)
    expect(values.holds(file!)).toBe(false)
    expect(readdirSync(join(folder, 'values', file!.hash.slice(0, 2)))).toEqual([])
  })
})
