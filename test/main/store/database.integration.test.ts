import { copyFileSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/main/store/database.ts'
import { applicationId, type DatabasePlan } from '../../../src/main/store/database-plan.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

const first = { version: 1, sql: `PRAGMA application_id = ${applicationId}; CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;` }
const second = { version: 2, sql: 'ALTER TABLE notes ADD COLUMN author TEXT; UPDATE notes SET author = \'nobody\';' }
const faulty = { version: 3, sql: 'CREATE TABLE extra (id INTEGER); INSERT INTO nowhere VALUES (1);' }
const at = (): number => Date.UTC(2026, 0, 2, 3, 4, 5)

function plan(folder: string, migrations = [first]): DatabasePlan {
  return { file: join(folder, 'simmer.db'), synchronous: 'FULL', migrations, backup: true }
}

function bytesOf(...files: readonly string[]): readonly string[] {
  return files.map((file) => readFileSync(file).toString('base64'))
}

/** A database as a killed process leaves it: committed notes that stand in the write-ahead log alone. */
function crashedCopy(from: DatabasePlan, to: DatabasePlan, notes: number): void {
  const { connection } = openDatabase(from, at)
  const insert = connection.prepare('INSERT INTO notes (text) VALUES (?)')
  for (let count = 1; count <= notes; count++) insert.run(`note ${count}`)
  for (const suffix of ['', '-wal']) copyFileSync(from.file + suffix, to.file + suffix)
  connection.close()
}

describe('openDatabase', () => {
  it('sets what SQLite does not keep in the file at every open', () => {
    const opening = plan(temporaryFolder())
    for (let round = 0; round < 2; round++) {
      const { connection, fate } = openDatabase(opening, at)
      const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema', 'auto_vacuum', 'busy_timeout', 'user_version']
        .map((name) => connection.pragma(name, { simple: true }))
      expect(settings).toEqual(['wal', 2, 1, 0, 2, 5000, 1])
      expect(fate).toEqual({ fate: 'opened', unchecked: false })
      connection.close()
    }
  })

  it('R14: takes an old file to the newest version, and keeps a copy of how it was', () => {
    const folder = temporaryFolder()
    const old = openDatabase(plan(folder), at).connection
    old.exec('INSERT INTO notes (text) VALUES (\'kept\')')
    old.close()
    const { connection } = openDatabase(plan(folder, [first, second]), at)
    expect(connection.prepare('SELECT text, author FROM notes').get()).toEqual({ text: 'kept', author: 'nobody' })
    connection.close()
    const copy = new SqliteDatabase(join(folder, 'simmer.db.backup-v1'), { readonly: true })
    expect(copy.prepare('SELECT * FROM notes').all()).toEqual([{ id: 1, text: 'kept' }])
    copy.close()
  })

  it('R14: leaves nothing of a migration that fails, and keeps what was there', () => {
    const folder = temporaryFolder()
    openDatabase(plan(folder, [first, second]), at).connection.close()
    expect(() => openDatabase(plan(folder, [first, second, faulty]), at)).toThrow(expect.objectContaining({ code: 'DATABASE' }))
    const { connection } = openDatabase(plan(folder, [first, second]), at)
    expect(connection.prepare('SELECT name FROM sqlite_schema').pluck().all()).toEqual(['notes'])
    connection.close()
  })

  it.each([
    ['text', Buffer.from('this is no database at all, but it is longer than a header of one hundred bytes, which is what is looked at first')],
    ['a few bytes', Buffer.from('x')],
    ['a header and noise', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(5000, 7)])],
  ])('R13: sets aside a file that holds %s, byte for byte, with what lies beside it', (_, garbage) => {
    const folder = temporaryFolder()
    const opening = plan(folder)
    writeFileSync(opening.file, garbage)
    writeFileSync(`${opening.file}-wal`, 'old log')
    const { connection, fate } = openDatabase(opening, at)
    connection.exec('INSERT INTO notes (text) VALUES (\'works\')')
    connection.close()
    const kept = join(folder, 'simmer.db.broken-2026-01-02T03-04-05-000Z')
    expect(fate).toMatchObject({ fate: 'setAside', keptAs: kept })
    expect(readFileSync(kept)).toEqual(garbage)
    expect(readFileSync(`${kept}-wal`, 'utf8')).toBe('old log')
  })

  it('R13: never puts one broken file over another', () => {
    const folder = temporaryFolder()
    for (const text of ['one', 'two']) {
      writeFileSync(plan(folder).file, text)
      openDatabase(plan(folder), at).connection.close()
    }
    const kept = readdirSync(folder).filter((name) => name.includes('.broken-')).sort()
    expect(kept.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(['one', 'two'])
  })

  it('R13: sets aside another program\'s database of the same name', () => {
    const folder = temporaryFolder()
    const foreign = new SqliteDatabase(plan(folder).file)
    foreign.exec('CREATE TABLE theirs (id INTEGER)')
    foreign.close()
    const before = bytesOf(plan(folder).file)
    const { connection, fate } = openDatabase(plan(folder), at)
    connection.close()
    expect(fate.fate === 'setAside' && bytesOf(fate.keptAs)).toEqual(before)
  })

  it('R13: finds a page destroyed by the crash before it writes to the file', () => {
    const folder = temporaryFolder()
    const from = { ...plan(folder), file: join(folder, 'from.db') }
    crashedCopy(from, plan(folder), 3)
    openDatabase(plan(folder), at).connection.close()
    const { connection } = openDatabase(plan(folder), at)
    connection.exec('INSERT INTO notes (text) SELECT \'filler \' || value FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 2000) SELECT value FROM n)')
    connection.pragma('wal_checkpoint(TRUNCATE)')
    connection.close()
    const damaged = readFileSync(plan(folder).file)
    damaged.fill(0xff, 4096 * 2)
    writeFileSync(plan(folder).file, damaged)
    writeFileSync(`${plan(folder).file}-wal`, Buffer.alloc(32))
    const again = openDatabase(plan(folder), at)
    again.connection.close()
    expect(again.fate.fate === 'setAside' && readFileSync(again.fate.keptAs).equals(damaged)).toBe(true)
  })

  it('R14: does not change a byte of a newer file, and works beside it', () => {
    const folder = temporaryFolder()
    openDatabase(plan(folder, [first, second]), at).connection.close()
    const before = bytesOf(plan(folder).file)
    for (let round = 1; round <= 2; round++) {
      const { connection, fate } = openDatabase(plan(folder), at)
      connection.exec(`INSERT INTO notes (text) VALUES ('round ${round}')`)
      expect(fate).toEqual({ fate: 'beside', newerFile: plan(folder).file, version: 2, usedFile: join(folder, 'simmer.v1.db') })
      expect(connection.prepare('SELECT count(*) FROM notes').pluck().get()).toBe(round)
      connection.close()
    }
    expect(bytesOf(plan(folder).file)).toEqual(before)
    expect(readdirSync(folder).sort()).toEqual(['simmer.db', 'simmer.v1.db'])
  })

  it('R14: sees a newer version that stands in the write-ahead log alone, and leaves that as it is too', () => {
    const folder = temporaryFolder()
    const opening = plan(folder)
    const elsewhere = { ...plan(temporaryFolder(), [first, second]) }
    openDatabase(elsewhere, at).connection.close()
    openDatabase(opening, at).connection.close()
    const older = openDatabase(opening, at).connection
    older.pragma('wal_autocheckpoint = 0')
    older.pragma('user_version = 2')
    const crashed = { ...plan(temporaryFolder()) }
    for (const suffix of ['', '-wal']) copyFileSync(opening.file + suffix, crashed.file + suffix)
    older.close()
    const before = bytesOf(crashed.file, `${crashed.file}-wal`)
    const { connection, fate } = openDatabase(crashed, at)
    connection.close()
    expect(fate).toMatchObject({ fate: 'beside', version: 2 })
    expect(bytesOf(crashed.file, `${crashed.file}-wal`)).toEqual(before)
  })

  it('R1: opens after a crash with every commit that the log holds whole', () => {
    const folder = temporaryFolder()
    const whole = { ...plan(folder), file: join(folder, 'whole.db') }
    crashedCopy({ ...plan(folder), file: join(folder, 'from.db') }, whole, 20)
    const logSize = readFileSync(`${whole.file}-wal`).length
    const counts: number[] = []
    for (let cut = 0; cut <= 10; cut++) {
      const torn = { ...plan(folder), file: join(folder, `torn-${cut}.db`) }
      for (const suffix of ['', '-wal']) copyFileSync(whole.file + suffix, torn.file + suffix)
      truncateSync(`${torn.file}-wal`, Math.floor(logSize * (1 - cut / 20)))
      const { connection, fate } = openDatabase(torn, at)
      expect(fate.fate).toBe('opened')
      expect(connection.pragma('quick_check', { simple: true })).toBe('ok')
      const ids = connection.prepare<[], number>('SELECT id FROM notes ORDER BY id').pluck().all()
      expect(ids).toEqual(ids.map((__, index) => index + 1))
      counts.push(ids.length)
      connection.close()
    }
    expect(counts[0]).toBe(20)
    expect(counts).toEqual([...counts].sort((a, b) => b - a))
  })

})
