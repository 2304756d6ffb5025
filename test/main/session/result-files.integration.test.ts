import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ResultFiles } from '../../../src/main/session/result-files.ts'
import { FileValueStore } from '../../../src/main/store/values.ts'
import { brandAs, type ContentHash } from '../../../src/shared/brand.ts'
import { temporaryFolder } from '../store/support/temporary-folder.ts'

/** The desktop, standing still: what it was asked to open and to show. */
function standInDesk(): { readonly opened: string[]; readonly shown: string[]; openWithProgram(file: string): Promise<void>; showInFolder(file: string): void } {
  const opened: string[] = [], shown: string[] = []
  return { opened, shown, openWithProgram: async (file) => { opened.push(file); await Promise.resolve() }, showInFolder: (file) => { shown.push(file) } }
}

function makeFiles(): { readonly folder: string; readonly files: ResultFiles; readonly keep: (content: string) => ContentHash; readonly placeOf: (hash: ContentHash) => string } {
  const folder = temporaryFolder()
  const files = new ResultFiles(new FileValueStore(path.join(folder, 'values'), () => undefined), { pid: process.pid, startTime: '1', bootId: 'b' })
  onTestFinished(() => files[Symbol.asyncDispose]())
  const placeOf = (hash: ContentHash): string => path.join(folder, 'values', hash.slice(0, 2), hash)
  const keep = (content: string): ContentHash => {
    const hash = brandAs<ContentHash>(createHash('sha256').update(content).digest('hex'))
    mkdirSync(path.dirname(placeOf(hash)), { recursive: true })
    writeFileSync(placeOf(hash), content)
    return hash
  }
  return { folder, files, keep, placeOf }
}

describe('files of a result', () => {
  it('F3 open as a read-only copy under their own name, made once and gone with the session', async () => {
    const { files, keep, placeOf } = makeFiles()
    const desk = standInDesk()
    const hash = keep('a report')
    expect(await files.open({ hash, name: 'report.txt' }, desk)).toBe('opened')
    await files.open({ hash, name: 'report.txt' }, desk)
    const [copy = '', again] = desk.opened
    expect(path.basename(copy)).toBe('report.txt')
    expect(again).toBe(copy)
    expect(copy).not.toBe(placeOf(hash))
    expect(readFileSync(copy, 'utf8')).toBe('a report')
    expect(statSync(copy).mode & 0o222).toBe(0)
    await files[Symbol.asyncDispose]()
    expect(statSync(copy, { throwIfNoEntry: false })).toBeUndefined()
  })

  it('F3 a copy that something removed is made again', async () => {
    const { files, keep } = makeFiles()
    const file = { hash: keep('x'), name: 'x.txt' }
    rmSync(await files.copy(file))
    expect(readFileSync(await files.copy(file), 'utf8')).toBe('x')
  })

  it.each([['run.sh', 'echo'], ['setup.EXE', 'x'], ['page.desktop', '[Desktop Entry]'], ['plain', '#!/bin/sh\n'], ['photo.png', '\u007fELF'], ['old.pdf', 'MZ']])('F3 %s with "%s" inside is shown, and never started', async (name, content) => {
    const { files, keep } = makeFiles()
    const desk = standInDesk()
    expect(await files.open({ hash: keep(content), name }, desk)).toBe('shown')
    expect(desk).toMatchObject({ opened: [], shown: [expect.stringContaining(name)] })
  })

  it('F3 are saved where the user says, over what was there', async () => {
    const { files, folder, keep } = makeFiles()
    const target = path.join(folder, 'mine.csv')
    const asked: string[] = []
    writeFileSync(target, 'before')
    expect(await files.save({ hash: keep('a,b'), name: '../table.csv' }, async (name) => { await Promise.resolve(); asked.push(name); return target })).toBe(target)
    expect(asked).toEqual(['_table.csv'])
    expect(readFileSync(target, 'utf8')).toBe('a,b')
    expect(statSync(target).mode & 0o600).toBe(0o600)
  })

  it('R12 a damaged one is refused, and what was in its place stays', async () => {
    const { files, folder, keep, placeOf } = makeFiles()
    const hash = keep('right')
    writeFileSync(placeOf(hash), 'wrong')
    const target = path.join(folder, 'mine.txt')
    writeFileSync(target, 'before')
    await expect(files.save({ hash, name: 'a.txt' }, () => Promise.resolve(target))).rejects.toMatchObject({ code: 'DATABASE', message: 'a.txt is damaged on the disk' })
    await expect(files.copy({ hash, name: 'a.txt' })).rejects.toMatchObject({ code: 'DATABASE' })
    expect(readFileSync(target, 'utf8')).toBe('before')
    expect(readdirSync(folder).sort()).toEqual(['mine.txt', 'values'])
  })

  it('F3 one that is gone, and a place that cannot be written, are told', async () => {
    const { files, folder, keep } = makeFiles()
    await expect(files.copy({ hash: brandAs<ContentHash>('0'.repeat(64)), name: 'a.txt' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(files.save({ hash: keep('x'), name: 'a.txt' }, () => Promise.resolve(path.join(folder, 'no', 'such', 'folder.txt')))).rejects.toMatchObject({ code: 'BAD_ARGUMENT' })
  })

  it('F3 nothing is written where the user thinks better of it, and nobody is asked about a file that is gone', async () => {
    const { files, keep } = makeFiles()
    expect(await files.save({ hash: keep('x'), name: 'a.txt' }, () => Promise.resolve(null))).toBeNull()
    await expect(files.save({ hash: brandAs<ContentHash>('0'.repeat(64)), name: 'a.txt' }, () => { throw new Error('asked') })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('R23 no hash reaches a file outside of the value store', async () => {
    const { files, folder } = makeFiles()
    writeFileSync(path.join(folder, 'secret'), 'secret')
    for (const hash of ['../secret', '..', '/etc/passwd', 'A'.repeat(64)]) {
      await expect(files.copy({ hash: brandAs<ContentHash>(hash), name: 'a' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
  })
})
