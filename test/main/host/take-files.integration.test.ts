import { createHash } from 'node:crypto'
import { appendFileSync, chmodSync, existsSync, linkSync, lstatSync, mkdirSync, readFileSync, realpathSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { takeFiles } from '../../../src/main/host/take-files.ts'
import { file } from '../../../src/sdk/path-params.ts'
import { smallDisk } from '../store/support/small-disk.ts'
import { temporaryFolder } from '../store/support/temporary-folder.ts'

const hashOf = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex')
const kept = (content: string, name: string): object => ({ $simmer: 'file', hash: hashOf(content), size: Buffer.byteLength(content), name })

/** A job's working folder and a folder beside it. */
function folders(): { readonly work: string; readonly outside: string } {
  const folder = realpathSync(temporaryFolder())
  const [work, outside] = [path.join(folder, 'work'), path.join(folder, 'outside')]
  mkdirSync(work)
  mkdirSync(outside)
  return { work, outside }
}

describe('file(path) in a result', () => {
  it('F3 moves a file of the working folder, and is replaced by its hash, size and name', () => {
    const { work } = folders()
    mkdirSync(path.join(work, 'out'))
    writeFileSync(path.join(work, 'out', 'report.pdf'), 'a report')
    const { value, files } = takeFiles({ report: file('out/report.pdf'), rows: [1] }, work)
    expect(value).toEqual({ report: kept('a report', 'report.pdf'), rows: [1] })
    expect(existsSync(path.join(work, 'out', 'report.pdf'))).toBe(false)
    expect(files).toEqual([{ hash: hashOf('a report'), size: 8, file: expect.stringContaining(work) as string }])
    expect(readFileSync(files[0]?.file ?? '', 'utf8')).toBe('a report')
    expect(lstatSync(files[0]?.file ?? '').mode & 0o222).toBe(0)
  })

  it('F3 copies a file from elsewhere, which stays as it is', () => {
    const { work, outside } = folders()
    const original = path.join(outside, 'mine.csv')
    writeFileSync(original, 'a,b')
    const { value, files } = takeFiles(file(original, { name: 'table.csv' }), work)
    expect(value).toEqual(kept('a,b', 'table.csv'))
    expect(readFileSync(original, 'utf8')).toBe('a,b')
    expect(lstatSync(original).mode & 0o200).toBe(0o200)
    expect(files[0]?.file).not.toBe(original)
  })

  it('F3 follows links: what one inside points at outside is copied', () => {
    const { work, outside } = folders()
    writeFileSync(path.join(outside, 'real.txt'), 'real')
    symlinkSync(path.join(outside, 'real.txt'), path.join(work, 'link.txt'))
    expect(takeFiles(file('link.txt'), work).value).toEqual(kept('real', 'link.txt'))
    expect(readFileSync(path.join(outside, 'real.txt'), 'utf8')).toBe('real')
  })

  it('F3 copies a file that has another name as well, so that nothing can change what is kept', () => {
    const { work, outside } = folders()
    writeFileSync(path.join(work, 'a.txt'), 'first')
    linkSync(path.join(work, 'a.txt'), path.join(outside, 'b.txt'))
    const { files } = takeFiles(file('a.txt'), work)
    appendFileSync(path.join(outside, 'b.txt'), ' and more')
    expect(readFileSync(files[0]?.file ?? '', 'utf8')).toBe('first')
  })

  it('F3 keeps a file that is named twice once, and two files of one content once, under each name', () => {
    const { work } = folders()
    writeFileSync(path.join(work, 'a.txt'), 'same')
    writeFileSync(path.join(work, 'b.txt'), 'same')
    const { value, files } = takeFiles([file('a.txt'), file('./a.txt', { name: 'again.txt' }), file('b.txt')], work)
    expect(value).toEqual([kept('same', 'a.txt'), kept('same', 'again.txt'), kept('same', 'b.txt')])
    expect(files).toHaveLength(1)
  })

  it('F3 keeps empty files, and large ones in pieces', () => {
    const { work } = folders()
    writeFileSync(path.join(work, 'empty'), '')
    const large = new Uint8Array(3_000_001).map((_, index) => index % 251)
    writeFileSync(path.join(work, 'large'), large)
    expect(takeFiles([file('empty'), file('large')], work).value).toEqual([kept('', 'empty'), { $simmer: 'file', hash: hashOf(large), size: large.length, name: 'large' }])
  })

  it('F3 finds them in maps, sets, class instances, frozen and circular objects, and changes none of the script’s own', () => {
    const { work } = folders()
    for (const name of ['a', 'b', 'c', 'd']) writeFileSync(path.join(work, name), name)
    class Report { readonly file = file('c') }
    const shared = Object.freeze({ file: Object.freeze(file('d')) })
    const numbers = new Float64Array(3)
    const result: Record<string, unknown> = { map: new Map<unknown, unknown>([['k', file('a')], [file('b'), 1]]), set: new Set([new Report()]), shared: [shared, shared], numbers }
    result['self'] = result
    const value = takeFiles(result, work).value as typeof result & { shared: unknown[] }
    expect(value['map']).toEqual(new Map<unknown, unknown>([['k', kept('a', 'a')], [kept('b', 'b'), 1]]))
    expect(value['set']).toEqual(new Set([{ file: kept('c', 'c') }]))
    expect(value.shared).toEqual([{ file: kept('d', 'd') }, { file: kept('d', 'd') }])
    expect(value.shared[0]).toBe(value.shared[1])
    expect(value['self']).toBe(value)
    expect(value['numbers']).toBe(numbers)
    expect(shared.file).toEqual({ $simmer: 'file', path: 'd' })
    expect(Object.hasOwn(result, 'self') && result['self']).toBe(result)
  })

  it('F3 a result without files stays the very same', () => {
    const { work } = folders()
    const result = { rows: Array.from({ length: 1_000 }, (_, row) => ({ row })) }
    expect(takeFiles(result, work)).toEqual({ value: result, files: [] })
    expect(takeFiles(result, work).value).toBe(result)
  })

  it('F3 holes of arrays stay holes beside a file', () => {
    const { work } = folders()
    writeFileSync(path.join(work, 'a'), 'a')
    const sparse: unknown[] = [file('a'), , 3]
    const value = takeFiles(sparse, work).value as unknown[]
    expect([value.length, 1 in value, value[2]]).toEqual([3, false, 3])
  })

  it.each([
    ['nothing.txt', 'FILE_MISSING', 'file("nothing.txt") in the result does not exist'],
    ['a/b.txt', 'FILE_MISSING', 'file("a/b.txt") in the result does not exist'],
    ['.', 'BAD_ARGUMENT', 'file(".") in the result is a folder'],
    ['/dev/null', 'BAD_ARGUMENT', 'file("/dev/null") in the result is no ordinary file'],
  ])('F3 refuses %j: %s', (asked, code, message) => {
    const { work } = folders()
    writeFileSync(path.join(work, 'good'), 'good')
    expect(() => takeFiles([file('good'), file(asked)], work)).toThrow(expect.objectContaining({ code, message }) as Error)
    expect(readFileSync(path.join(work, 'good'), 'utf8')).toBe('good')
  })

  it.skipIf(process.getuid?.() === 0)('F3 refuses a file that may not be read', () => {
    const { work } = folders()
    writeFileSync(path.join(work, 'shut'), 'x')
    chmodSync(path.join(work, 'shut'), 0)
    expect(() => takeFiles(file('shut'), work)).toThrow(expect.objectContaining({ code: 'BAD_ARGUMENT', message: 'file("shut") in the result may not be read' }) as Error)
  })

  it('F3 R16: a full disk is told with the file’s name, and leaves nothing half', ({ skip }) => {
    const work = smallDisk(1_000_000)
    if (work === undefined) { skip('no small disk can be made here'); return }
    const { outside } = folders()
    const original = path.join(outside, 'huge.bin')
    writeFileSync(original, '')
    truncateSync(original, 5_000_000)
    expect(() => takeFiles(file(original), work)).toThrow(expect.objectContaining({ code: 'DISK_FULL', message: expect.stringContaining('huge.bin') as string }) as Error)
    expect(existsSync(path.join(work, `.result-files-${process.pid}`, '1'))).toBe(false)
  })
})
