import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import SqliteDatabase from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { cacheMigrations } from '../../../src/main/store/cache-migrations.ts'
import type { Migration } from '../../../src/main/store/database-plan.ts'
import { simmerMigrations } from '../../../src/main/store/simmer-migrations.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import { inlineLimit } from '../../../src/shared/stored-value.ts'
import { dataFixtures, layFixture } from '../../support/data-fixtures.ts'
import { fullSize, isFullSize } from '../../support/full-size.ts'
import { canTrace, spread, traced, whyNotTraced } from '../../support/traced.ts'
import { databaseRows, quickCheck, schemaOf } from './support/database-rows.ts'
import { openTestStore } from './support/open-test-store.ts'
import { decodedValue, jobNamed, keyNamed, otherOwnerId, ownerId, runNamed, taskId } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const fixtures = dataFixtures()
const latest = { simmer: simmerMigrations.at(-1)?.version ?? 0, cache: cacheMigrations.at(-1)?.version ?? 0 }
/** The oldest goes through every step. */
const older = fixtures.filter(({ simmer, cache }) => simmer < latest.simmer || cache < latest.cache)
const opening = fileURLToPath(new URL('fixtures/opening-once-child.ts', import.meta.url))

/** What a store tells of the fixture's jobs, pages, settings, logs and cache, whatever version it began as. */
function told(folder: string): unknown {
  const store = openTestStore(folder)
  const { cache, jobs, settings, values } = store
  const result = (name: string): unknown => jobs.find(jobNamed(name))?.result
  const large = result('large') as { readonly stored?: { readonly hash: Parameters<typeof values.read>[0] } } | undefined
  const bytes = large?.stored === undefined ? undefined : values.read(large.stored.hash)
  try {
    return {
      notices: store.notices,
      results: ['succeeded', 'no-update', 'from-cache'].map(result),
      large: bytes === undefined ? undefined : (valueCodec.decode(bytes) as Uint8Array).length,
      states: ['failed', 'never-started', 'canceled', 'running', 'canceling', 'joined-1', 'joined-2'].map((name) => jobs.find(jobNamed(name))?.job.state.status),
      unfinished: [ownerId, otherOwnerId].map((owner) => jobs.unfinished(owner).map(({ job }) => job.id)),
      log: jobs.readLog(runNamed('run-of-succeeded')).map(({ text }) => text),
      page: jobs.takePage(taskId, otherOwnerId, [])?.state,
      settings: [settings.read('folders'), settings.read('jobsAtOnce')],
      cached: ['small', 'expires'].map((name) => decodedValue(cache.peek(keyNamed(name), 1001))),
      largeCached: cache.peek(keyNamed('large'), 1001)?.value.size,
    }
  } finally { store.close() }
}

const expected = {
  notices: [],
  results: [{ kind: 'value', value: { answer: 42, when: new Date(0), big: 7n } }, { kind: 'noUpdate' }, { kind: 'value', value: 'cached' }],
  large: inlineLimit + 1,
  states: ['failed', 'failed', 'canceled', 'running', 'canceling', 'queued', 'queued'],
  unfinished: [['queued-high', 'queued', 'joined-1', 'joined-2', 'running', 'canceling'], ['queued-low']],
  log: ['hello\n', 'oh\n'],
  page: { props: { limit: 20 } },
  settings: [['/home/somebody/tasks'], 3],
  cached: ['a cached text', [1, 2, 3]],
  largeCached: valueCodec.encode(new Uint8Array(inlineLimit + 1)).size,
}

function schemaAfter(migrations: readonly Migration[], version: number): readonly string[] {
  const memory = new SqliteDatabase(':memory:')
  try {
    for (const step of migrations.filter((each) => each.version <= version)) memory.exec(step.sql)
    return schemaOf(memory)
  } finally { memory.close() }
}

function schemaIn(file: string): readonly string[] {
  const raw = new SqliteDatabase(file, { readonly: true })
  try { return schemaOf(raw) } finally { raw.close() }
}

describe('data folders of earlier versions', () => {
  it('R14: there is one of every version that was shipped (`npm run data-fixture` keeps one of the newest)', () => {
    const versions = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1)
    expect([...new Set(fixtures.map(({ simmer }) => simmer))].sort((a, b) => a - b)).toEqual(versions(latest.simmer))
    expect([...new Set(fixtures.map(({ cache }) => cache))].sort((a, b) => a - b)).toEqual(versions(latest.cache))
  })

  it.each(fixtures)('R14: the steps up to $name are what they were when it was made', ({ folder, simmer, cache }) => {
    const work = temporaryFolder()
    layFixture({ name: '', folder, simmer, cache }, work)
    expect(schemaIn(join(work, 'simmer.db'))).toEqual(schemaAfter(simmerMigrations, simmer))
    expect(schemaIn(join(work, 'cache.db'))).toEqual(schemaAfter(cacheMigrations, cache))
  })

  it.each(fixtures)('R14: $name opens with everything that was in it', (fixture) => {
    const folder = temporaryFolder()
    layFixture(fixture, folder)
    const before = { simmer: databaseRows(join(folder, 'simmer.db')), cache: databaseRows(join(folder, 'cache.db')) }
    openTestStore(folder).close()
    expect(databaseRows(join(folder, 'simmer.db'), before.simmer)).toEqual(before.simmer)
    expect(databaseRows(join(folder, 'cache.db'), before.cache)).toEqual(before.cache)
    expect(told(folder)).toEqual(expected)
  })

  it.for(isFullSize ? older : older.slice(0, 1))('R14: $name loses nothing where its migration is killed at any point, and opens again', { timeout: fullSize(240_000, 1_800_000) }, (fixture, { skip }) => {
    if (!canTrace) { skip(whyNotTraced); return }
    const log = join(temporaryFolder(), 'trace')
    const lay = (): string => {
      const folder = join(temporaryFolder(), 'data')
      mkdirSync(folder)
      layFixture(fixture, folder)
      return folder
    }
    const whole = lay()
    const before = databaseRows(join(whole, 'simmer.db'))
    const { code, calls } = traced({ args: [opening, whole], paths: watched(whole), log })
    expect(code).toBe(0)
    const points = fullSize(5, 20)
    expect(calls.length).toBeGreaterThan(20)
    for (const at of spread(calls, points)) {
      const folder = lay()
      expect(traced({ args: [opening, folder], paths: watched(folder), log, inject: { at, what: 'kill' } }).killed).toBe(true)
      // What a kill left opens, with all that was in it.
      const again = openTestStore(folder)
      expect(again.notices).toEqual([])
      again.close()
      expect(databaseRows(join(folder, 'simmer.db'), before)).toEqual(before)
      expect(quickCheck(join(folder, 'simmer.db'))).toBe('ok')
      expect(told(folder)).toEqual(expected)
    }
  })
})

function watched(folder: string): readonly string[] {
  return [folder, ...['simmer.db', 'simmer.db-wal', 'simmer.db-shm', 'cache.db', 'cache.db-wal', 'cache.db-shm'].map((name) => join(folder, name)), ...readdirSync(folder, { recursive: true }).map((name) => join(folder, String(name)))]
}
