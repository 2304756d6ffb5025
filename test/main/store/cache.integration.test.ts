import { readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeCacheLimit } from '../../../src/main/store/cache-limit.ts'
import type { Store } from '../../../src/main/store/open-store.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import { inlineLimit } from '../../../src/shared/stored-value.ts'
import { FakeClock } from './support/fake-clock.ts'
import { openTestStore } from './support/open-test-store.ts'
import { callbackId, decodedValue, keyNamed, makeEntry } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const rowBytes = 512
const weightOf = (entry: ReturnType<typeof makeEntry>): number => entry.value.size + JSON.stringify(entry.parts).length + rowBytes

function filesOf(folder: string): readonly string[] {
  return readdirSync(join(folder, 'values'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

function held(store: Store, names: readonly string[], now: number): readonly string[] {
  return names.filter((name) => store.cache.peek(keyNamed(name), now) !== undefined)
}

describe('cache entries', () => {
  it('H5: answers with the value, when it was stored and how long it took, also after a restart', () => {
    const folder = temporaryFolder()
    const first = openTestStore(folder)
    first.cache.put(makeEntry('a', { primes: [2, 3, 5n] }, { storedAt: 123, tookMs: 4.5 }))
    first.close()
    const { cache } = openTestStore(folder)
    const entry = cache.get(keyNamed('a'), 124)
    expect(entry).toMatchObject({ storedAt: 123, tookMs: 4.5 })
    expect(decodedValue(entry)).toEqual({ primes: [2, 3, 5n] })
    expect(cache.get(keyNamed('b'), 124)).toBeUndefined()
  })

  it('H8: a newer result takes the place of the older one', () => {
    const { cache } = openTestStore(temporaryFolder())
    cache.put(makeEntry('a', 'old', { storedAt: 1 }))
    cache.put(makeEntry('a', 'new', { storedAt: 2 }))
    expect(decodedValue(cache.get(keyNamed('a'), 3))).toBe('new')
    cache.remove(keyNamed('a'))
    expect(cache.get(keyNamed('a'), 3)).toBeUndefined()
  })

  it('H13: what one engine stores another one finds', () => {
    const folder = temporaryFolder()
    const app = openTestStore(folder)
    const terminal = openTestStore(folder)
    app.cache.put(makeEntry('a', 'shared'))
    expect(decodedValue(terminal.cache.get(keyNamed('a'), 1))).toBe('shared')
  })

  it('H7: an entry expires so many seconds after it was stored, never used ones too', () => {
    const { cache } = openTestStore(temporaryFolder())
    cache.put(makeEntry('a', 1, { expire: 10, storedAt: 1000 }))
    expect(cache.peek(keyNamed('a'), 10_999)).toBeDefined()
    expect(cache.get(keyNamed('a'), 11_000)).toBeUndefined()
  })

  it('H7: each use starts the time again, at once and after a restart; a verdict is no use (H11)', () => {
    const folder = temporaryFolder()
    const clock = new FakeClock(1000)
    const first = openTestStore(folder, { clock })
    first.cache.put(makeEntry('a', 1, { expire: 10, storedAt: 1000 }))
    expect(first.cache.get(keyNamed('a'), 9000)).toBeDefined()
    expect(first.cache.peek(keyNamed('a'), 18_999)).toBeDefined()
    expect(first.cache.peek(keyNamed('a'), 19_000)).toBeUndefined()
    first.close()
    const { cache } = openTestStore(folder, { clock })
    expect(cache.peek(keyNamed('a'), 18_999)).toBeDefined()
    expect(cache.peek(keyNamed('a'), 19_000)).toBeUndefined()
  })

  it('H7: uses are written a second later, for other engines to see', () => {
    const folder = temporaryFolder()
    const clock = new FakeClock(1000)
    const app = openTestStore(folder, { clock })
    const terminal = openTestStore(folder, { clock })
    app.cache.put(makeEntry('a', 1, { expire: 10, storedAt: 1000 }))
    app.cache.get(keyNamed('a'), 9000)
    clock.advance(1000)
    expect(terminal.cache.peek(keyNamed('a'), 18_999)).toBeDefined()
  })

  it('H7: a use that is not written yet keeps an entry from leaving with the expired ones', () => {
    const store = openTestStore(temporaryFolder(), { clock: new FakeClock(19_000) })
    store.cache.put(makeEntry('a', 1, { expire: 10, storedAt: 1000 }))
    store.cache.get(keyNamed('a'), 10_000)
    store.cache.put(makeEntry('b', 1, { storedAt: 19_000 }))
    expect(held(store, ['a', 'b'], 19_000)).toEqual(['a', 'b'])
  })

  it('H7: answers as a plain model does, for any sequence of puts, uses and waits', () => {
    const command = fc.oneof(
      fc.record({ does: fc.constant('put' as const), name: fc.constantFrom('a', 'b', 'c'), expire: fc.option(fc.integer({ min: 1, max: 20 })) }),
      fc.record({ does: fc.constantFrom('get' as const, 'peek' as const), name: fc.constantFrom('a', 'b', 'c') }),
      fc.record({ does: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 15_000 }) }),
    )
    fc.assert(fc.property(fc.array(command, { maxLength: 30 }), (commands) => {
      const clock = new FakeClock(1000)
      const store = openTestStore(temporaryFolder(), { clock })
      const model = new Map<string, { value: number; expire: number | null; usedAt: number }>()
      for (const [index, step] of commands.entries()) {
        const now = clock.now()
        if (step.does === 'wait') clock.advance(step.ms)
        else if (step.does === 'put') {
          model.set(step.name, { value: index, expire: step.expire, usedAt: now })
          store.cache.put(makeEntry(step.name, index, { expire: step.expire, storedAt: now }))
        } else {
          const known = model.get(step.name)
          const alive = known !== undefined && (known.expire === null || known.usedAt + known.expire * 1000 > now)
          const entry = store.cache[step.does](keyNamed(step.name), now)
          expect(entry === undefined ? undefined : decodedValue(entry)).toBe(alive ? known.value : undefined)
          if (alive && step.does === 'get') known.usedAt = now
        }
      }
      store.close()
    }), { numRuns: 40 })
  })

  it('H10: the least recently used go first, and a use counts though it is not written yet', () => {
    const clock = new FakeClock(5000)
    const one = makeEntry('a', 'x'.repeat(1000))
    const store = openTestStore(temporaryFolder(), { clock, cacheLimit: weightOf(one) * 3 })
    for (const [index, name] of ['a', 'b', 'c'].entries()) store.cache.put(makeEntry(name, 'x'.repeat(1000), { storedAt: index }))
    store.cache.get(keyNamed('a'), 10)
    store.cache.put(makeEntry('d', 'x'.repeat(1000), { storedAt: 11 }))
    expect(held(store, ['a', 'b', 'c', 'd'], 12)).toEqual(['a', 'c', 'd'])
  })

  it('R16: the entries held never weigh more than the limit, whatever is put', () => {
    const limit = 20_000
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 15 }), fc.integer({ min: 0, max: 9000 })), { maxLength: 60 }), (puts) => {
      const folder = temporaryFolder()
      const store = openTestStore(folder, { cacheLimit: limit, clock: new FakeClock() })
      for (const [index, [name, size]] of puts.entries()) {
        const entry = makeEntry(String(name), 'x'.repeat(size), { storedAt: index })
        store.cache.put(entry)
        expect(held(store, [String(name)], index)).toEqual([String(name)])
      }
      store.close()
      const raw = new SqliteDatabase(join(folder, 'cache.db'))
      const { counted, weight } = raw.prepare<[], { counted: number; weight: number }>('SELECT coalesce((SELECT sum(weight) FROM entries), 0) AS counted, weight FROM total').get()!
      raw.close()
      expect(weight).toBe(counted)
      expect(counted).toBeLessThanOrEqual(limit)
    }), { numRuns: 15 })
  })

  it('H10: a lower limit is kept from the next write on', () => {
    const store = openTestStore(temporaryFolder(), { clock: new FakeClock() })
    const names = Array.from({ length: 50 }, (_, index) => `entry-${index}`)
    for (const [index, name] of names.entries()) store.cache.put(makeEntry(name, 'x'.repeat(1000), { storedAt: index }))
    const last = makeEntry('last', 'x'.repeat(1000), { storedAt: 100 })
    writeCacheLimit(store.settings, Math.round(weightOf(last) * 2.5))
    store.cache.hurry()
    store.cache.put(last)
    expect(held(store, [...names, 'last'], 101)).toEqual(['entry-49', 'last'])
  })

  it('H10: an entry above the whole limit is refused, and does not push out the others', () => {
    const store = openTestStore(temporaryFolder(), { cacheLimit: 5000, clock: new FakeClock() })
    store.cache.put(makeEntry('small', 1))
    store.cache.put(makeEntry('large', 'before'))
    expect(() => { store.cache.put(makeEntry('large', 'x'.repeat(5000))) }).toThrow(expect.objectContaining({ code: 'REFUSED' }))
    expect(held(store, ['small', 'large'], 1001)).toEqual(['small'])
  })

  it('H7: expired entries that nobody asks for leave the disk with later writes', () => {
    const folder = temporaryFolder()
    const clock = new FakeClock(0)
    const store = openTestStore(folder, { clock })
    for (let count = 0; count < 20; count++) store.cache.put(makeEntry(`short-${count}`, count, { storedAt: 0, expire: 1 }))
    clock.advance(1000)
    for (let count = 0; count < 2; count++) store.cache.put(makeEntry(`later-${count}`, count, { storedAt: 1000 }))
    store.close()
    const raw = new SqliteDatabase(join(folder, 'cache.db'))
    expect(raw.prepare('SELECT key FROM entries ORDER BY key').pluck().all()).toEqual(['later-0', 'later-1'])
    raw.close()
  })

  it('H11: the parts of earlier entries of the same callback come newest first', () => {
    const { cache } = openTestStore(temporaryFolder())
    for (const [index, name] of ['5', '6', '7'].entries()) cache.put(makeEntry(name, index, { storedAt: index }))
    cache.put(makeEntry('elsewhere', 1, { taskPath: 'other.ts', storedAt: 9 }))
    expect(cache.recentParts('primes.ts', callbackId, 2)).toEqual([{ limit: '7' }, { limit: '6' }])
  })

  it('H9: a large value lies in a file, and is found by its hash', () => {
    const folder = temporaryFolder()
    const store = openTestStore(folder)
    const large = new Uint8Array(inlineLimit * 2).fill(9)
    store.cache.put(makeEntry('a', large))
    const entry = store.cache.get(keyNamed('a'), 1001)
    expect(entry?.value.bytes).toBeUndefined()
    expect(valueCodec.decode(store.values.read(entry!.value.hash)!)).toEqual(large)
    expect(filesOf(folder)).toHaveLength(1)
  })

  it.each([
    ['removed', (file: string) => { rmSync(file) }],
    ['cut short', (file: string) => { truncateSync(file, 1000) }],
  ])('R12: an entry whose file was %s is a miss, and is forgotten', (_, harm) => {
    const folder = temporaryFolder()
    const store = openTestStore(folder)
    store.cache.put(makeEntry('a', new Uint8Array(inlineLimit * 2)))
    for (const file of filesOf(folder)) harm(file)
    expect(store.cache.get(keyNamed('a'), 1001)).toBeUndefined()
    store.cache.put(makeEntry('a', new Uint8Array(inlineLimit * 2)))
    expect(store.cache.get(keyNamed('a'), 1001)).toBeDefined()
  })

  it('R12: of any small value with one flipped bit, none is served', () => {
    const folder = temporaryFolder()
    const store = openTestStore(folder)
    const entry = makeEntry('a', { text: 'the true value', numbers: [1, 2, 3] })
    const raw = new SqliteDatabase(join(folder, 'cache.db'))
    const damage = raw.prepare<[Uint8Array]>('UPDATE entries SET bytes = ?')
    fc.assert(fc.property(fc.nat(entry.value.size * 8 - 1), (bit) => {
      store.cache.put(entry)
      const bytes = Uint8Array.from(entry.value.bytes!)
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      damage.run(bytes)
      expect(store.cache.get(keyNamed('a'), 1001)).toBeUndefined()
    }), { numRuns: 100 })
    raw.close()
  })

  it('R13: a cache file that is garbage costs its entries and nothing else, and is kept', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'cache.db'), 'garbage')
    const store = openTestStore(folder)
    expect(store.notices.map(({ id, level }) => [id, level])).toEqual([['cache-set-aside', 'note']])
    store.cache.put(makeEntry('a', 1))
    expect(decodedValue(store.cache.get(keyNamed('a'), 1001))).toBe(1)
    expect(readdirSync(folder).some((name) => name.startsWith('cache.db.broken-'))).toBe(true)
  })

  it('R12: a cache destroyed while it is open gives misses, not errors', () => {
    const folder = temporaryFolder()
    const first = openTestStore(folder)
    for (let count = 0; count < 200; count++) first.cache.put(makeEntry(`entry-${count}`, 'x'.repeat(2000), { storedAt: count }))
    first.close()
    const store = openTestStore(folder)
    const file = join(folder, 'cache.db')
    writeFileSync(file, Buffer.alloc(statSync(file).size, 0xff))
    expect(store.cache.get(keyNamed('entry-3'), 1001)).toBeUndefined()
    expect(store.cache.recentParts('primes.ts', callbackId, 5)).toEqual([])
  })
})
