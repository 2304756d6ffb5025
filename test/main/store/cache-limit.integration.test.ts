import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { writeCacheLimit } from '../../../src/main/store/cache-limit.ts'
import { fullSize, isFullSize } from '../../support/full-size.ts'
import { openTestStore } from './support/open-test-store.ts'
import { keyNamed, makeEntry } from './support/records.ts'
import { FakeClock } from './support/fake-clock.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const mib = 1024 * 1024

function sizeOf(file: string): number { return statSync(file, { throwIfNoEntry: false })?.size ?? 0 }

/** What the cache takes on the disk: its database, what is not yet merged into it, and its values' files. */
function bytesOn(folder: string): number {
  const values = readdirSync(join(folder, 'values'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return sizeOf(join(folder, 'cache.db')) + sizeOf(join(folder, 'cache.db-wal')) + values.reduce((sum, entry) => sum + sizeOf(join(entry.parentPath, entry.name)), 0)
}

/** As large as results are: most small, some that need a file. */
function valueOf(count: number): Uint8Array {
  const size = count % 25 === 0 ? 200_000 + count % 7 * 100_000 : 500 + count * 7919 % 60_000
  return new Uint8Array(size).fill(count & 255)
}

describe('the limit of the cache', () => {
  it('R16: is kept on the disk throughout while many times as much is put in, and puts stay quick', { timeout: isFullSize ? 1_800_000 : 60_000 }, async () => {
    const puts = fullSize(600, 10_000)
    const limit = fullSize(4, 64) * mib
    const folder = temporaryFolder()
    const { cache } = openTestStore(folder, { cacheLimit: limit, unusedFor: 0 })
    const [tooks, seen]: [number[], number[]] = [[], []]
    let largest = 0
    let through = 0
    for (let count = 0; count < puts; count += 1) {
      const entry = makeEntry(`entry-${count}`, valueOf(count), { storedAt: count })
      largest = Math.max(largest, entry.value.size)
      through += entry.value.size
      const began = performance.now()
      cache.put(entry)
      tooks.push(performance.now() - began)
      if (count % 10 === 0) seen.push(bytesOn(folder))
      await setImmediate()
    }
    tooks.sort((a, b) => a - b)
    const peak = Math.max(...seen)
    console.info(`R16: ${puts} puts, ${Math.round(through / mib)} MiB through a limit of ${limit / mib} MiB, peak ${(peak / mib).toFixed(1)} MiB on the disk; put p50 ${tooks[puts >> 1]?.toFixed(2)} ms, p99 ${tooks[Math.floor(puts * 0.99)]?.toFixed(2)} ms`)
    expect(through).toBeGreaterThan(limit * 4)
    expect(peak).toBeLessThanOrEqual(limit + largest + 64 * mib)
    // Nor does it throw away what it has room for.
    expect(cache.listing.total().weight).toBeGreaterThan(limit * 0.8)
    expect(cache.listing.total().weight).toBeLessThanOrEqual(limit + largest)
  })

  it('H10, R16: a lower limit gives its bytes back to the disk by itself, a little at a time', () => {
    const folder = temporaryFolder()
    const clock = new FakeClock()
    const { cache, settings } = openTestStore(folder, { clock, unusedFor: 0 })
    for (let count = 0; count < 400; count += 1) cache.put(makeEntry(`entry-${count}`, new Uint8Array(count % 20 === 0 ? 150_000 : 60_000), { storedAt: count }))
    const before = bytesOn(folder)
    writeCacheLimit(settings, mib)
    cache.hurry()
    clock.advance(60_000)
    expect(cache.listing.total().weight).toBeLessThanOrEqual(mib)
    expect(cache.get(keyNamed('entry-399'), 500)).toBeDefined()
    const after = bytesOn(folder)
    expect(before).toBeGreaterThan(24 * mib)
    // Some pages are kept for the next entries.
    expect(sizeOf(join(folder, 'cache.db'))).toBeLessThan(10 * mib)
    expect(after).toBeLessThan(before)
  })

  it('H10: one large entry takes the place of very many small ones at once', () => {
    const clock = new FakeClock()
    const { cache } = openTestStore(temporaryFolder(), { clock, cacheLimit: 2 * mib })
    for (let count = 0; count < 1_500; count += 1) cache.put(makeEntry(`entry-${count}`, count, { storedAt: count }))
    for (let count = 0; count < 3; count += 1) {
      cache.put(makeEntry(`large-${count}`, new Uint8Array(1_900_000).fill(count), { storedAt: 2_000 + count }))
      // One value above it at most, until the next turn.
      expect(cache.listing.total().weight).toBeLessThanOrEqual(2 * mib + 1_910_000)
    }
    clock.advance(60_000)
    expect(cache.listing.total().weight).toBeLessThanOrEqual(2 * mib)
    expect(cache.peek(keyNamed('large-2'), 2_003)).toBeDefined()
  })

  it('H10: what is pinned is never evicted and does not expire; where it leaves no room the new entry is refused', () => {
    const clock = new FakeClock(1_000)
    const { cache } = openTestStore(temporaryFolder(), { clock, cacheLimit: 20_000 })
    const filler = 'x'.repeat(4_000)
    cache.put(makeEntry('pinned', filler, { storedAt: 1_000, expire: 1 }))
    expect(cache.pin(keyNamed('pinned'), true)).toBe(true)
    for (let count = 0; count < 20; count += 1) cache.put(makeEntry(`entry-${count}`, filler, { storedAt: 1_001 + count }))
    clock.advance(60_000)
    expect(cache.get(keyNamed('pinned'), clock.now())).toBeDefined()
    expect(() => { cache.put(makeEntry('large', 'x'.repeat(17_000), { storedAt: 2_000 })) }).toThrow(expect.objectContaining({ code: 'REFUSED', message: expect.stringMatching(/what is pinned \(4\d{3} bytes\) leaves no room/) as string }) as Error)
    // A newer result of a pinned entry's own takes its place, and is pinned as well.
    cache.put(makeEntry('pinned', 'y'.repeat(17_000), { storedAt: clock.now(), expire: 1 }))
    expect(cache.listing.entry(keyNamed('pinned'))).toMatchObject({ pinned: true, expiresAt: null })
    expect(cache.pin(keyNamed('pinned'), false)).toBe(true)
    expect(cache.get(keyNamed('pinned'), clock.now() + 1_000)).toBeUndefined()
    expect(cache.pin(keyNamed('gone'), true)).toBe(false)
  })

  it('H7: expired and never-used entries leave by themselves, without a write', () => {
    const clock = new FakeClock(0)
    const { cache } = openTestStore(temporaryFolder(), { clock })
    for (let count = 0; count < 100; count += 1) cache.put(makeEntry(`short-${count}`, count, { storedAt: 0, expire: 1 }))
    cache.put(makeEntry('long', 1, { storedAt: 0, expire: 1_000 }))
    clock.advance(63_000)
    expect(cache.listing.total().entries).toBe(1)
  })
})
