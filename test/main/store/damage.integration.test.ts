import { chmodSync, copyFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openStore, type Store } from '../../../src/main/store/open-store.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import { AppError } from '../../../src/shared/errors.ts'
import { fullSize, isFullSize } from '../../support/full-size.ts'
import { openTestStore } from './support/open-test-store.ts'
import { jobNamed, keyNamed, makeEntry, makeRecord, succeededState } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const names = Array.from({ length: 20 }, (_, index) => `job-${index}`)
/** Two are too large for a row. */
const textOf = (name: string): string => `${name} ${name.repeat(name.endsWith('9') ? 20_000 : 2000)}`

function makeWhole(folder: string): void {
  const store = openStore(folder)
  for (const name of names) {
    const record = makeRecord(name)
    store.jobs.addJobs([record])
    store.jobs.commitResult({ jobs: [{ ...record.job, state: succeededState }], runId: record.run.id, value: store.values.adopt(valueCodec.encode(textOf(name))), tookMs: 1 })
    store.cache.put(makeEntry(name, textOf(name)))
  }
  store.close()
}

/** What a damaged store still tells; a DATABASE error tells nothing. */
function told(look: () => unknown): unknown {
  try { return look() } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'DATABASE') return undefined
    throw thrown
  }
}

function resultOf(store: Store, name: string): unknown {
  const result = store.jobs.find(jobNamed(name))?.result
  if (result?.kind === 'value') return result.value
  const bytes = result?.kind === 'stored' ? store.values.read(result.stored.hash) : undefined
  return bytes === undefined ? undefined : valueCodec.decode(bytes)
}

function cachedOf(store: Store, name: string): unknown {
  const value = store.cache.get(keyNamed(name), 1001)?.value
  const bytes = value?.bytes ?? (value === undefined ? undefined : store.values.read(value.hash))
  return bytes === undefined ? undefined : valueCodec.decode(bytes)
}

const mutation = fc.record({
  file: fc.constantFrom('simmer.db', 'cache.db'),
  // Headers and schemas lie in front: most of the mutations go there.
  at: fc.oneof(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 8191 }), fc.integer({ min: 0, max: 10_000_000 })),
  bytes: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 1 }), fc.uint8Array({ minLength: 50, maxLength: 3000 })),
  cut: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
})

describe('a damaged data folder', () => {
  it('R13: a damaged name of a column sets the file aside before a statement fails by it', () => {
    const folder = temporaryFolder()
    makeWhole(folder)
    const file = join(folder, 'simmer.db')
    const damaged = Buffer.from(readFileSync(file).toString('latin1').replaceAll('heartbeat REAL', 'heartbeet REAL'), 'latin1')
    writeFileSync(file, damaged)
    const store = openTestStore(folder)
    expect(store.notices.map(({ id }) => id)).toEqual(['database-set-aside'])
    const kept = readdirSync(folder).find((name) => name.startsWith('simmer.db.broken-'))
    expect(readFileSync(join(folder, kept ?? '')).equals(damaged)).toBe(true)
  })

  it('R12: a result with one other letter is told by its hash, under which nothing is found', () => {
    const folder = temporaryFolder()
    makeWhole(folder)
    const file = join(folder, 'simmer.db')
    writeFileSync(file, Buffer.from(readFileSync(file).toString('latin1').replace('job-7 job-7', 'job-7 job-6'), 'latin1'))
    const store = openTestStore(folder)
    expect(store.notices).toEqual([])
    expect(store.jobs.find(jobNamed('job-7'))?.result?.kind).toBe('stored')
    expect(names.filter((name) => resultOf(store, name) !== textOf(name))).toEqual(['job-7'])
  })

  it('R12, R13: opens whatever was done to it, keeps what it sets aside byte for byte, and tells nothing untrue', { timeout: fullSize(240_000, 1_800_000) }, () => {
    let slowest = 0
    const whole = temporaryFolder()
    makeWhole(whole)
    fc.assert(fc.property(mutation, ({ file, at, bytes, cut }) => {
      const folder = temporaryFolder()
      for (const name of ['simmer.db', 'cache.db']) copyFileSync(join(whole, name), join(folder, name))
      const damaged = readFileSync(join(folder, file))
      const from = at % damaged.length
      damaged.set(bytes.subarray(0, damaged.length - from), from)
      writeFileSync(join(folder, file), cut ? damaged.subarray(0, from) : damaged)
      const before = readFileSync(join(folder, file))
      const began = performance.now()
      const store = openStore(folder)
      slowest = Math.max(slowest, performance.now() - began)
      for (const name of names) {
        expect([undefined, textOf(name)]).toContain(told(() => resultOf(store, name)))
        expect([undefined, textOf(name)]).toContain(told(() => cachedOf(store, name)))
      }
      told(() => store.jobs.ended(Infinity, 100))
      told(() => { store.close() })
      const kept = readdirSync(folder).find((name) => name.startsWith(`${file}.broken-`) && !/-(?:wal|shm)$/u.test(name))
      if (kept !== undefined) expect(readFileSync(join(folder, kept)).equals(before)).toBe(true)
      rmSync(folder, { recursive: true })
    }), { numRuns: fullSize(40, 200) })
    if (isFullSize) console.log(`R13: the slowest of 200 damaged folders opened in ${Math.round(slowest)} ms`)
  })

  it('R12: single bits turned over in databases and value files never make another value', { timeout: fullSize(240_000, 1_800_000) }, () => {
    const whole = temporaryFolder()
    makeWhole(whole)
    const files = readdirSync(whole, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).map((each) => relative(whole, join(each.parentPath, each.name)))
    expect(files.filter((file) => file.startsWith('values')).length).toBeGreaterThan(0)
    const flip = fc.record({ file: fc.constantFrom(...files), at: fc.nat(), bit: fc.nat(7) })
    const seen = { whole: 0, lost: 0, wrong: 0 }
    fc.assert(fc.property(flip, ({ file, at, bit }) => {
      const folder = temporaryFolder()
      cpSync(whole, folder, { recursive: true })
      const bytes = readFileSync(join(folder, file))
      const place = at % bytes.length
      bytes[place] = (bytes[place] ?? 0) ^ (1 << bit)
      chmodSync(join(folder, file), 0o600)
      writeFileSync(join(folder, file), bytes)
      const store = openStore(folder)
      for (const name of names) {
        for (const value of [told(() => resultOf(store, name)), told(() => cachedOf(store, name))]) {
          if (value === undefined) seen.lost++
          else if (value === textOf(name)) seen.whole++
          else seen.wrong++
        }
      }
      told(() => { store.close() })
      rmSync(folder, { recursive: true })
    }), { numRuns: fullSize(40, 400) })
    expect(seen.wrong).toBe(0)
    if (isFullSize) console.log(`R12: 400 bits turned over, values read: ${seen.whole} whole, ${seen.lost} said to be lost, ${seen.wrong} wrong`)
  })

  it('R12, negative control: bytes that are not held against their hash are served wrong', () => {
    const folder = temporaryFolder()
    makeWhole(folder)
    const file = join(folder, 'simmer.db')
    writeFileSync(file, Buffer.from(readFileSync(file).toString('latin1').replaceAll('job-7 job-7', 'job-7 job-6'), 'latin1'))
    const raw = new SqliteDatabase(file, { readonly: true })
    const unchecked = raw.prepare<[], Uint8Array>("SELECT bytes FROM inline_values WHERE hash = (SELECT value_hash FROM runs WHERE id = 'run-of-job-7')").pluck().get()
    raw.close()
    expect(valueCodec.decode(unchecked ?? new Uint8Array())).not.toBe(textOf('job-7'))
  })
})
