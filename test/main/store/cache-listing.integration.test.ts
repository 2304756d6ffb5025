import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { CacheGroup } from '../../../src/shared/cache-view.ts'
import { brandAs, type CallbackId } from '../../../src/shared/brand.ts'
import { FakeClock } from './support/fake-clock.ts'
import { openTestStore } from './support/open-test-store.ts'
import { callbackId, decodedValue, keyNamed, makeEntry } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const other = brandAs<CallbackId>('other')

describe('what is in the cache', () => {
  it('H12: is listed by callback with its totals, however entries come, change and go', () => {
    const { cache } = openTestStore(temporaryFolder(), { clock: new FakeClock() })
    for (const name of ['a', 'b']) cache.put(makeEntry(name, 'x'.repeat(1_000)))
    cache.put(makeEntry('c', 1, { callbackId: other }))
    cache.put(makeEntry('a', 'x'.repeat(3_000)))
    cache.remove(keyNamed('b'))
    const groups = cache.listing.groups()
    expect(groups).toEqual<readonly CacheGroup[]>([
      { taskPath: 'primes.ts', callbackId, entries: 1, bytes: cache.listing.entry(keyNamed('a'))!.bytes },
      { taskPath: 'primes.ts', callbackId: other, entries: 1, bytes: cache.listing.entry(keyNamed('c'))!.bytes },
    ])
    expect(cache.listing.total()).toEqual({ entries: 2, weight: groups.reduce((sum, { bytes }) => sum + bytes, 0), pinnedWeight: 0 })
    cache.remove(keyNamed('c'))
    expect(cache.listing.groups()).toHaveLength(1)
  })

  it('H12: comes in pages, the newest first, none twice and none left out while others come and go', () => {
    const { cache } = openTestStore(temporaryFolder(), { clock: new FakeClock() })
    // Several of one millisecond, so that a page may end among them.
    for (let count = 0; count < 50; count += 1) cache.put(makeEntry(String(count), count, { storedAt: count >> 2 }))
    const seen: string[] = []
    for (let page = cache.listing.page({ taskPath: 'primes.ts', callbackId, after: null, most: 7 }); page.length > 0;) {
      seen.push(...page.map(({ key }) => key))
      cache.put(makeEntry(`new-${seen.length}`, 1, { storedAt: 1_000 }))
      page = cache.listing.page({ taskPath: 'primes.ts', callbackId, after: page.at(-1)!.cursor, most: 7 })
    }
    expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => String(49 - index)))
  })

  it('H12: tells of each what it depends on, its size, age, uses, and what it took', () => {
    const clock = new FakeClock(5_000)
    const { cache } = openTestStore(temporaryFolder(), { clock })
    cache.put(makeEntry('a', 'text', { storedAt: 5_000, tookMs: 12, expire: 10, parts: { limit: '7' } }))
    cache.get(keyNamed('a'), 6_000)
    cache.get(keyNamed('a'), 7_000)
    clock.advance(1_000)
    expect(cache.listing.entry(keyNamed('a'))).toMatchObject({
      taskPath: 'primes.ts', callbackId, parts: { limit: '7' }, storedAt: 5_000, usedAt: 7_000, tookMs: 12, hits: 2, expiresAt: 17_000, pinned: false,
    })
  })

  it('H12: says what the next eviction takes: the least recently used, and never what is pinned', () => {
    const { cache } = openTestStore(temporaryFolder(), { clock: new FakeClock() })
    for (let count = 0; count < 5; count += 1) cache.put(makeEntry(String(count), count, { storedAt: count }))
    cache.pin(keyNamed('0'), true)
    expect(cache.listing.nextOut(3).map(({ key }) => key)).toEqual(['1', '2', '3'])
  })

  it('H12: a deleted entry can be had back within half a minute, its file and its pin too, unless it was computed again', () => {
    const clock = new FakeClock(1_000)
    const { cache, values } = openTestStore(temporaryFolder(), { clock })
    cache.put(makeEntry('a', new Uint8Array(200_000)))
    cache.pin(keyNamed('a'), true)
    const { hash } = cache.listing.entry(keyNamed('a'))!
    expect(cache.delete(keyNamed('a'))).toBe(true)
    expect(cache.delete(keyNamed('a'))).toBe(false)
    expect(cache.peek(keyNamed('a'), 1_001)).toBeUndefined()
    expect(cache.restore(keyNamed('a'))).toBe(true)
    expect(values.read(cache.get(keyNamed('a'), 1_001)!.value.hash)).toHaveLength(cache.listing.entry(keyNamed('a'))!.bytes > 0 ? values.sizeOf(hash) : 0)
    expect(cache.listing.entry(keyNamed('a'))?.pinned).toBe(true)
    cache.delete(keyNamed('a'))
    cache.put(makeEntry('a', 'newer'))
    expect(cache.restore(keyNamed('a'))).toBe(false)
    expect(decodedValue(cache.get(keyNamed('a'), 1_001))).toBe('newer')
    cache.delete(keyNamed('a'))
    clock.advance(30_001)
    expect(cache.restore(keyNamed('a'))).toBe(false)
  })

  it('H12: a callback is cleared of all but what is pinned, some at a time, and its files go', () => {
    const { cache, values } = openTestStore(temporaryFolder(), { clock: new FakeClock(), unusedFor: 0 })
    for (let count = 0; count < 600; count += 1) cache.put(makeEntry(String(count), count, { storedAt: count }))
    cache.put(makeEntry('large', new Uint8Array(200_000), { storedAt: 700 }))
    cache.put(makeEntry('elsewhere', 1, { callbackId: other }))
    cache.pin(keyNamed('3'), true)
    const file = values.fileOf(cache.listing.entry(keyNamed('large'))!.hash)
    expect(existsSync(file)).toBe(true)
    let turns = 1
    while (cache.clearSome({ taskPath: 'primes.ts', callbackId })) turns += 1
    expect(turns).toBeGreaterThan(1)
    expect(new Map(cache.listing.groups().map((group) => [group.callbackId, group.entries]))).toEqual(new Map([[callbackId, 1], [other, 1]]))
    expect(cache.listing.entry(keyNamed('3'))).toBeDefined()
    expect(existsSync(file)).toBe(false)
  })

  it('R12: entries of a value that proved to be damaged are forgotten, and no others', () => {
    const { cache } = openTestStore(temporaryFolder())
    const large = new Uint8Array(200_000)
    for (const name of ['a', 'b']) cache.put(makeEntry(name, large))
    cache.put(makeEntry('c', 1))
    cache.forgetValue(cache.listing.entry(keyNamed('a'))!.hash)
    expect(['a', 'b', 'c'].map((name) => cache.peek(keyNamed(name), 1_001) !== undefined)).toEqual([false, false, true])
  })
})
