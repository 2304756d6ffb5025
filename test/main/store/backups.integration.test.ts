import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DatabaseCare } from '../../../src/main/store/database-care.ts'
import { openStore, type Store } from '../../../src/main/store/open-store.ts'
import { valueCodec } from '../../../src/main/store/value-codec.ts'
import type { Notice } from '../../../src/shared/change.ts'
import { FakeClock } from './support/fake-clock.ts'
import { openTestStore } from './support/open-test-store.ts'
import { jobNamed, makeOwner, makeRecord, succeededState } from './support/records.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const worker = new URL('../../../src/main/store/database-worker.ts', import.meta.url)
const dayMs = 86_400_000
const mib = 1024 * 1024

function finish(store: Store, name: string): void {
  const record = makeRecord(name)
  store.jobs.addJobs([record])
  store.jobs.commitResult({ jobs: [{ ...record.job, state: succeededState }], runId: record.run.id, value: valueCodec.encode(name), tookMs: 1 })
}

interface Care { readonly care: DatabaseCare; readonly clock: FakeClock; readonly told: Notice[]; readonly backups: () => readonly string[] }

function careFor(store: Store, clock = new FakeClock(Date.now())): Care {
  const told: Notice[] = []
  const care = new DatabaseCare({ ...store.historyFile, worker, clock, tell: (notice) => { told.push(notice) } })
  onTestFinished(() => care[Symbol.asyncDispose]())
  const folder = join(store.historyFile.file, '..')
  return { care, clock, told, backups: () => readdirSync(folder).filter((name) => name.startsWith('simmer.db.backup-')) }
}

/** Lets a time pass and waits for what is done at its end. */
async function pass({ care, clock }: Care, ms: number): Promise<void> {
  clock.advance(ms)
  await care.idle()
}

/** Overwrites pages in the middle of a file. */
function damage(file: string, from = Math.floor(statSync(file).size / 2)): void {
  const descriptor = openSync(file, 'r+')
  try { writeSync(descriptor, Buffer.alloc(64 * 1024, 0xee), 0, 64 * 1024, from - from % 4096) } finally { closeSync(descriptor) }
}

/** A data folder with a history of so many bytes, as a clean end leaves it. */
function folderOf(bytes: number): string {
  const folder = temporaryFolder()
  const store = openStore(folder)
  finish(store, 'finished')
  store.close()
  const raw = new SqliteDatabase(join(folder, 'simmer.db'))
  const insert = raw.prepare('INSERT INTO inline_values (hash, bytes) VALUES (?, zeroblob(?))')
  raw.transaction(() => { for (let count = 0; count < bytes / 90_000; count++) insert.run(`filler-${count}`, 90_000) })()
  raw.pragma('wal_checkpoint(TRUNCATE)')
  raw.close()
  return folder
}

/** As an engine that was killed leaves it: its row is there. */
function endUncleanly(folder: string): void {
  const store = openStore(folder)
  store.jobs.addOwner(makeOwner())
  store.close()
}

describe('backups of the history', () => {
  it('R13: a broken history is set aside with all that lies beside it, and the newest good backup takes its place, said', async () => {
    const folder = temporaryFolder()
    const first = openTestStore(folder)
    const made = careFor(first)
    finish(first, 'in both')
    first.jobs.addJobs([makeRecord('unfinished')])
    await pass(made, 60_000)
    finish(first, 'since then')
    await made.care[Symbol.asyncDispose]()
    first.close()
    const file = join(folder, 'simmer.db')
    // A newer backup that is no good is passed over.
    writeFileSync(`${file}.backup-2999-01-01T00-00-00-000Z`, readFileSync(file).fill(0xee, 4096, 8192))
    damage(file, 0)
    writeFileSync(`${file}-wal`, 'a log')
    const broken = readFileSync(file)

    const again = openTestStore(folder)
    expect(again.notices).toEqual([expect.objectContaining({ id: 'database-restored', level: 'warning', text: expect.stringContaining('since then are lost') as unknown })])
    expect(again.jobs.find(jobNamed('in both'))?.result).toEqual({ kind: 'value', value: 'in both' })
    expect(again.jobs.find(jobNamed('since then'))).toBeUndefined()
    // It may have run since the backup: it is told, and not run again by itself (R8).
    expect(again.jobs.find(jobNamed('unfinished'))?.job.state).toMatchObject({ status: 'failed', error: { code: 'INTERRUPTED' } })
    const kept = readdirSync(folder).filter((name) => name.startsWith('simmer.db.broken-')).sort()
    expect(kept).toHaveLength(2)
    expect(readFileSync(join(folder, kept[0] ?? '')).equals(broken)).toBe(true)
    expect(readFileSync(join(folder, kept[1] ?? ''), 'utf8')).toBe('a log')
    again.close()
    expect(openTestStore(folder).notices).toEqual([])
  })

  it('R13: a backup of an earlier version is restored and brought up to date', () => {
    const folder = temporaryFolder()
    const store = openTestStore(folder)
    finish(store, 'finished')
    store.close()
    const file = join(folder, 'simmer.db')
    const fixture = new URL('../../fixtures/data-folders/simmer-1-cache-1/simmer.db', import.meta.url)
    writeFileSync(`${file}.backup-v1`, readFileSync(fixture))
    writeFileSync(file, 'no database')
    const again = openTestStore(folder)
    expect(again.notices.map(({ id }) => id)).toEqual(['database-restored'])
    expect(again.jobs.find(jobNamed('succeeded'))?.job.state.status).toBe('succeeded')
    expect(again.jobs.find(jobNamed('running'))?.job.state).toMatchObject({ status: 'failed', startedAt: 2000, error: { code: 'INTERRUPTED' } })
  })

  it('is made once a day where something was written, in a thread, and only a few are kept', async () => {
    const store = openTestStore(temporaryFolder())
    const made = careFor(store)
    await pass(made, 30_000)
    expect(made.backups()).toEqual([])
    await pass(made, 30_000)
    expect(made.backups()).toHaveLength(1)
    await pass(made, dayMs / 2)
    expect(made.backups()).toHaveLength(1)
    for (let day = 1; day <= 5; day++) {
      finish(store, `day ${day}`)
      // Each as old as the days that passed by the test's own clock.
      for (const name of made.backups()) aged(join(store.historyFile.file, '..', name), dayMs)
      await pass(made, 3_600_000)
    }
    expect(made.backups()).toHaveLength(3)
    expect(made.told).toEqual([])
  })

  it('is made although the clock was set back, and what cannot be made is said once', async () => {
    const store = openTestStore(temporaryFolder())
    const made = careFor(store, new FakeClock(Date.now() - 30 * dayMs))
    await pass(made, 60_000)
    expect(made.backups()).toHaveLength(1)
    rmSync(store.historyFile.file)
    await pass(made, 3_600_000)
    await pass(made, 3_600_000)
    expect(made.told.map(({ id, level }) => ({ id, level }))).toEqual([{ id: 'database-backup', level: 'note' }])
  })
})

describe('a history after an unclean end', () => {
  it('R13: is checked whole before anything else up to 64 MB; after a clean end it is not (negative control)', () => {
    const folder = folderOf(20 * mib)
    damage(join(folder, 'simmer.db'))
    const clean = openTestStore(folder)
    expect(clean.notices).toEqual([])
    clean.close()
    endUncleanly(folder)
    expect(openTestStore(folder).notices.map(({ id }) => id)).toEqual(['database-set-aside'])
  })

  it('R13: above 64 MB is checked in a thread after the start; what is found is said, and the next start restores the backup', async () => {
    const folder = folderOf(66 * mib)
    const whole = openTestStore(folder)
    const backup = careFor(whole)
    await pass(backup, 60_000)
    await backup.care[Symbol.asyncDispose]()
    whole.close()
    endUncleanly(folder)
    damage(join(folder, 'simmer.db'))

    const store = openTestStore(folder)
    expect(store.notices).toEqual([])
    expect(store.historyFile.unchecked).toBe(true)
    const { care, told } = careFor(store)
    await care.idle()
    expect(told).toEqual([expect.objectContaining({ id: 'database-damaged', level: 'error', text: expect.stringContaining('takes its place') as unknown })])
    // What is whole of it can be used until then.
    expect(store.jobs.find(jobNamed('finished'))?.job.state.status).toBe('succeeded')
    store.close()

    const next = openTestStore(folder)
    expect(next.notices.map(({ id }) => id)).toEqual(['database-restored'])
    expect(next.jobs.find(jobNamed('finished'))?.job.state.status).toBe('succeeded')
    next.close()
    expect(openTestStore(folder).notices).toEqual([])
  })
})

function aged(file: string, ms: number): void {
  const at = new Date(statSync(file).mtimeMs - ms)
  utimesSync(file, at, at)
}
