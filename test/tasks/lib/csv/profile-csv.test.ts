import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CsvProfile, type CsvProgress, profileCsv } from '../../../../tasks/lib/csv/profile-csv.ts'

const auto = { delimiter: 'auto', header: 'auto' } as const
let folder = ''
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'simmer-csv-')) })
afterAll(async () => { await rm(folder, { recursive: true }) })

async function profile(content: string | Buffer, options: Partial<Parameters<typeof profileCsv>[1]> = {}): Promise<CsvProfile> {
  const path = join(folder, 'table.csv')
  await writeFile(path, content)
  return profileCsv(path, { ...auto, ...options })
}

describe('profileCsv', () => {
  it('says of each column its type, missing and distinct values, range, mean and spread', async () => {
    const { rows, columns, warnings, delimiter, header, encoding } = await profile('id,price,on,day,word\n1,1.5,yes,2024-01-02,x\n2,,no,2023-05-06,y\n3,2.5,yes,2024-03-04,x\n4,3.5,NA,,x\n')
    expect({ rows, warnings, delimiter, header, encoding }).toEqual({ rows: 4, warnings: [], delimiter: 'comma', header: true, encoding: 'utf-8' })
    expect(columns).toEqual([
      { name: 'id', type: 'integer', values: 4, missing: 0, distinct: 4, distinctEstimated: false, min: 1, max: 4, mean: 2.5, std: 1.29099444874, top: '1 (1), 2 (1), 3 (1), 4 (1)' },
      { name: 'price', type: 'number', values: 3, missing: 1, distinct: 3, distinctEstimated: false, min: 1.5, max: 3.5, mean: 2.5, std: 1, top: '1.5 (1), 2.5 (1), 3.5 (1)' },
      { name: 'on', type: 'boolean', values: 3, missing: 1, distinct: 2, distinctEstimated: false, min: null, max: null, mean: null, std: null, top: 'yes (2), no (1)' },
      { name: 'day', type: 'date', values: 3, missing: 1, distinct: 3, distinctEstimated: false, min: '2023-05-06', max: '2024-03-04', mean: null, std: null, top: '2023-05-06 (1), 2024-01-02 (1), 2024-03-04 (1)' },
      { name: 'word', type: 'text', values: 4, missing: 0, distinct: 2, distinctEstimated: false, min: null, max: null, mean: null, std: null, top: 'x (3), y (1)' },
    ])
  })

  it('profiles the data set that ships', async () => {
    const { rows, columns, warnings } = await profileCsv(join(import.meta.dirname, '../../../../tasks/data/bird-strikes.csv'), auto)
    expect(rows).toBe(10_000)
    expect(warnings).toEqual([])
    expect(columns).toHaveLength(14)
    expect(columns.find(({ name }) => name === 'Flight Date')).toMatchObject({ type: 'date', min: '1990-01-08', max: '2002-07-25', distinct: 3625 })
    expect(columns.find(({ name }) => name === 'Speed IAS in knots')).toMatchObject({ type: 'integer', missing: 2836, min: 0, max: 350 })
  })

  it('tells how far it is by bytes, ending at the size of the file', async () => {
    const seen: CsvProgress[] = []
    const text = `a,b\n${'1,2\n'.repeat(200_000)}`
    await profile(text, { onProgress: (progress) => seen.push(progress) })
    expect(seen.length).toBeGreaterThan(2)
    expect(seen.at(-1)).toEqual({ bytes: text.length, size: text.length, rows: 200_000 })
  })

  it.each([
    ['zero bytes', '', /table\.csv is empty \(0 bytes\)\. Choose a file with at least one line\./],
    ['nothing but blank lines', '\n\n\r\n', /has nothing but blank lines/],
    ['a broken quote', `a,b\n1,2\n${'3,4\n'.repeat(10)}5,"six\n7,8\n`, /^The quote opened on line 13 is never closed/],
    ['bytes of no text', Buffer.from([97, 44, 98, 10, 0, 1, 2]), /binary file, not CSV: it has a zero byte at position 4/],
    ['a binary part far inside', Buffer.concat([Buffer.from('a,b\n1,2\n'.repeat(50_000)), Buffer.from([0])]), /zero byte at position 400,000/],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), /compressed with gzip: decompress it first/],
  ])('refuses %s with what, where and what to do', async (_what, content, message) => {
    await expect(profile(content)).rejects.toThrow(message)
  })

  it('refuses a file that is gone, a folder, and a file that may not be read, naming them', async () => {
    const gone = join(folder, 'gone.csv')
    await expect(profileCsv(gone, auto)).rejects.toThrow(`Cannot read ${gone}. There is no such file. It may have been moved, renamed or deleted: choose it again.`)
    const inside = join(folder, 'inside')
    await mkdir(inside)
    await expect(profileCsv(inside, auto)).rejects.toThrow(`Cannot read ${inside}. It is a folder. Choose a file in it.`)
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('refuses a file that may not be read, naming it', async () => {
    const locked = join(folder, 'locked.csv')
    await writeFile(locked, 'a,b\n')
    await chmod(locked, 0)
    await expect(profileCsv(locked, auto)).rejects.toThrow(`Cannot read ${locked}. It may not be read: you have no permission.`)
  })

  it.skipIf(process.platform === 'win32')('refuses a named pipe instead of waiting for it', async () => {
    const pipe = join(folder, 'pipe.csv')
    execFileSync('mkfifo', [pipe])
    await expect(profileCsv(pipe, auto)).rejects.toThrow(`Cannot read ${pipe}. It is not an ordinary file.`)
  })

  it('names columns by number where there is no header, and says so', async () => {
    const { rows, columns, header, warnings } = await profile('1,x\n2,y\n')
    expect({ rows, header, names: columns.map(({ name }) => name) }).toEqual({ rows: 2, header: false, names: ['column 1', 'column 2'] })
    expect(warnings).toEqual([expect.stringContaining('There is no header')])
  })

  it('profiles 10,000 columns, and says that distinct values are estimated sooner', async () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `c${index}`)
    const row = names.map((_, index) => String(index)).join(',')
    const { rows, columns, warnings } = await profile(`${names.join(',')}\n${row}\n${row}\n`)
    expect(rows).toBe(2)
    expect(columns).toHaveLength(10_000)
    expect(columns[9999]).toMatchObject({ name: 'c9999', type: 'integer', min: 9999, max: 9999, distinct: 1 })
    expect(warnings).toEqual(['With 10,000 columns, distinct values are counted exactly up to 50 per column, and estimated above.'])
  })

  it('counts rows that are too short and too long, with the first line of each', async () => {
    const { rows, columns, warnings } = await profile('a,b,c\n1,2,3\n1,2\n1\n\n1,2,3,4\n')
    expect(rows).toBe(4)
    expect(columns.map(({ missing }) => missing)).toEqual([0, 1, 2])
    expect(warnings).toEqual([
      '2 rows have fewer fields than the 3 columns; the rest counts as missing. The first is on line 3.',
      '1 row has more fields than the 3 columns; the rest is left out. The first is on line 6.',
    ])
  })

  it('says what the file is encoded in, and reads it', async () => {
    const text = 'name;größe\nÄnne;1,5\nBögg;2,5\n'
    const expected = [{ name: 'name', type: 'text' }, { name: 'größe', type: 'number', min: 1.5, max: 2.5 }]
    for (const [content, encoding, note] of [
      [`\ufeff${text}`, 'utf-8', 'byte order mark'],
      [Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le', 'UTF-16 (little endian)'],
      [Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be', 'UTF-16 (big endian)'],
      [Buffer.from(text, 'latin1'), 'windows-1252', 'Windows-1252'],
    ] as const) {
      const result = await profile(content)
      expect(result).toMatchObject({ rows: 2, encoding, columns: expected })
      expect(result.warnings).toEqual([expect.stringContaining(note)])
    }
  })

  it('names the line of the first byte that is not UTF-8', async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `${index},x`)
    const content = Buffer.from(`n,w\n${lines.join('\n')}\n`)
    content[content.lastIndexOf('x')] = 0xe4
    const { warnings } = await profile(content)
    expect(warnings).toEqual([expect.stringContaining('the first on line 100001')])
  })

  it('says which value keeps a column from being one of numbers, and where', async () => {
    const { columns, warnings } = await profile(`n\n${'5\n'.repeat(50)}oops\n`)
    expect(columns[0]?.type).toBe('text')
    expect(warnings).toEqual(['Column "n" counts as text because of 1 of 51 values, the first on line 52: "oops".'])
  })

  it('tells columns of one name and of none apart, says so, and says where there are no rows', async () => {
    const { rows, columns, warnings } = await profile('a,a,,b\n', { header: 'yes' })
    expect({ rows, names: columns.map(({ name }) => name) }).toEqual({ rows: 0, names: ['a', 'a (column 2)', 'column 3', 'b'] })
    expect(warnings).toEqual(['There are no rows below the header.', expect.stringContaining('2 of 4 columns')])
  })

  it('reads quoted fields that reach over the pieces it reads', async () => {
    const long = `${'line\n'.repeat(150_000)}"",`
    const { rows, columns } = await profile(`a,b\n"${long}",1\nx,2\n`)
    expect(rows).toBe(2)
    expect(columns[1]).toMatchObject({ type: 'integer', min: 1, max: 2 })
  })
})
