import { chmod, link, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FolderReport, reportFolder } from '../../../../tasks/lib/folder/folder-report.ts'
import { headLength } from '../../../../tasks/lib/folder/hash-file.ts'

let root = ''
beforeEach(async () => { root = await realpath(await mkdtemp(join(tmpdir(), 'simmer-folder-'))) })
afterEach(async () => { await rm(root, { recursive: true }) })

async function write(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true })
    await writeFile(join(root, name), content)
  }
}

const groupsOf = (report: FolderReport): readonly (readonly string[])[] =>
  [...new Set(report.duplicates.map(({ group }) => group))]
    .map((group) => report.duplicates.filter((row) => row.group === group).map(({ path }) => path).sort())

describe('reportFolder', () => {
  it('finds files of equal content whatever their names and places, most wasteful first', async () => {
    await write({ 'a.txt': 'same', 'b/c.md': 'same', 'b/d/e': 'same', 'long1.bin': 'x'.repeat(5000), 'long2.bin': 'x'.repeat(5000), 'other.txt': 'else' })
    const report = reportFolder(root, { hidden: false })
    expect(groupsOf(report)).toEqual([['long1.bin', 'long2.bin'], ['a.txt', 'b/c.md', 'b/d/e']])
    expect(report).toMatchObject({ folder: root, files: 6, folders: 2, bytes: 10_016, wasted: 5008, warnings: [] })
    expect(report.duplicates[0]).toEqual({ group: 1, copies: 2, bytes: 5000, path: 'long1.bin' })
  })

  it('tells apart large files that differ in their last byte alone, or in their first', async () => {
    const large = Buffer.alloc(headLength * 2 + 7, 1)
    const otherEnd = Buffer.from(large)
    otherEnd[otherEnd.length - 1] = 2
    const otherStart = Buffer.from(large)
    otherStart[0] = 2
    await write({ a: large, b: large, c: otherEnd, d: otherStart })
    expect(groupsOf(reportFolder(root, { hidden: false }))).toEqual([['a', 'b']])
  })

  it('does not count empty files as duplicates', async () => {
    await write({ a: '', b: '' })
    expect(reportFolder(root, { hidden: false })).toMatchObject({ files: 2, wasted: 0, duplicates: [] })
  })

  it('agrees with comparing all contents, for random folders', async () => {
    const content = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 3 })
    await fc.assert(fc.asyncProperty(fc.array(content, { maxLength: 12 }), async (contents) => {
      await rm(root, { recursive: true })
      await mkdir(root)
      await write(Object.fromEntries(contents.map((text, index) => [`f${String(index).padStart(2, '0')}`, text])))
      const expected = [...new Set(contents)].filter((text) => text !== '')
        .map((text) => contents.flatMap((other, index) => (other === text ? [`f${String(index).padStart(2, '0')}`] : [])))
        .filter((group) => group.length > 1)
      const found = groupsOf(reportFolder(root, { hidden: false }))
      expect(new Set(found.map(String))).toEqual(new Set(expected.map(String)))
    }), { numRuns: 40 })
  })

  it('lists the largest files and what each extension takes', async () => {
    await write({ 'a.TXT': '12345', 'b.txt': '123', 'c.md': '1234567', 'plain': '1' })
    const { largest, extensions } = reportFolder(root, { hidden: false })
    expect(largest.map(({ path, bytes }) => [path, bytes])).toEqual([['c.md', 7], ['a.TXT', 5], ['b.txt', 3], ['plain', 1]])
    expect(largest[0]?.modified).toBeInstanceOf(Date)
    expect(extensions).toEqual([{ extension: '.txt', files: 2, bytes: 8 }, { extension: '.md', files: 1, bytes: 7 }, { extension: '(none)', files: 1, bytes: 1 }])
  })

  it('leaves out names that begin with a dot unless they are asked for', async () => {
    await write({ '.git/config': 'x', '.env': 'y', 'a': 'z' })
    expect(reportFolder(root, { hidden: false })).toMatchObject({ files: 1, folders: 0 })
    expect(reportFolder(root, { hidden: true })).toMatchObject({ files: 3, folders: 1 })
  })

  it('never follows symbolic links, so that a circle ends and nothing counts twice', async () => {
    await write({ 'in/a': 'same', 'b': 'same' })
    await symlink(root, join(root, 'in', 'circle'))
    await symlink(join(root, 'b'), join(root, 'alias'))
    await symlink(join(root, 'nowhere'), join(root, 'broken'))
    const report = reportFolder(root, { hidden: false })
    expect(report).toMatchObject({ files: 2, warnings: ['3 symbolic links not followed.'] })
    expect(groupsOf(report)).toEqual([['b', 'in/a']])
  })

  it('counts a file of several names once, and not as a duplicate', async () => {
    await write({ a: 'same' })
    await link(join(root, 'a'), join(root, 'b'))
    expect(reportFolder(root, { hidden: false })).toMatchObject({ files: 1, bytes: 4, duplicates: [], warnings: ['1 further name of files counted already (hard links).'] })
  })

  it('follows the link that the folder itself is', async () => {
    await write({ 'real/a': 'x' })
    await symlink(join(root, 'real'), join(root, 'alias'))
    expect(reportFolder(join(root, 'alias'), { hidden: false })).toMatchObject({ folder: join(root, 'real'), files: 1 })
  })

  it('refuses a folder that is gone and a file, naming them', async () => {
    await write({ a: 'x' })
    expect(() => reportFolder(join(root, 'gone'), { hidden: false })).toThrow(`There is no folder ${join(root, 'gone')}. It may have been moved, renamed or deleted: choose it again.`)
    expect(() => reportFolder(join(root, 'a'), { hidden: false })).toThrow(`${join(root, 'a')} is a file. Choose the folder it is in.`)
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('notes what it may not read, and goes on', async () => {
    await write({ 'locked/a': 'x', 'dark1': 'same', 'dark2': 'same', 'open': 'same' })
    await chmod(join(root, 'locked'), 0)
    await chmod(join(root, 'dark1'), 0)
    const report = reportFolder(root, { hidden: false })
    await chmod(join(root, 'locked'), 0o700)
    expect(groupsOf(report)).toEqual([['dark2', 'open']])
    expect(report.warnings).toEqual(['2 entries could not be read: locked, dark1'])
  })

  it('tells how far it is: unknown while it walks, then a fraction that never falls and ends at 1', async () => {
    const piece = Buffer.alloc(headLength + 1000, 7)
    await write({ ...Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`small${index}`, `x${index % 100}`])), a: piece, b: piece, c: Buffer.alloc(piece.length, 8) })
    const seen: (number | null)[] = []
    reportFolder(root, { hidden: false, onProgress: (fraction) => seen.push(fraction) })
    expect(seen[0]).toBeNull()
    const fractions = seen.filter((fraction) => fraction !== null)
    expect(fractions.toSorted((a, b) => a - b)).toEqual(fractions)
    expect(fractions.at(-1)).toBeCloseTo(1, 10)
  })
})
