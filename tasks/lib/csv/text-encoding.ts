import { CsvError } from './csv-error.ts'

export type EncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export interface TextEncoding {
  readonly name: EncodingName
  /** Bytes of the byte order mark, to be skipped. */
  readonly markLength: number
  /** What to tell the user where the file is not plain UTF-8. */
  readonly note: string | null
}

/** First bytes (as latin1 text) of files that people mistake for CSV, and what to do with them. */
const signatures: readonly (readonly [start: string, advice: string])[] = [
  ['PK\x03\x04', 'It is a zip file or an Excel workbook: unpack it, or export the sheet as CSV.'],
  ['\xd0\xcf\x11\xe0', 'It is an old Excel workbook: export the sheet as CSV.'],
  ['\x1f\x8b', 'It is compressed with gzip: decompress it first.'],
  ['BZh', 'It is compressed with bzip2: decompress it first.'],
  ['\x28\xb5\x2f\xfd', 'It is compressed with Zstandard: decompress it first.'],
  ['%PDF', 'It is a PDF document.'],
  ['SQLite format 3', 'It is an SQLite database: export a table as CSV.'],
  ['PAR1', 'It is a Parquet file: export it as CSV.'],
  ['\xff\xfe\x00\x00', 'Its text is encoded as UTF-32: save it as UTF-8.'],
]

/**
 * How to read a file that starts with `head`: some kilobytes, or the `whole` file.
 * @throws CsvError where these are no bytes of a text.
 */
export function detectEncoding(head: Buffer, whole: boolean): TextEncoding {
  const start = head.toString('latin1', 0, 16)
  const signature = signatures.find(([bytes]) => start.startsWith(bytes))
  if (signature) throw new CsvError(`This is not a CSV file. ${signature[1]}`)
  if (start.startsWith('\xef\xbb\xbf')) return { name: 'utf-8', markLength: 3, note: 'The file starts with a UTF-8 byte order mark, which is skipped.' }
  if (start.startsWith('\xff\xfe')) return { name: 'utf-16le', markLength: 2, note: 'The file is encoded as UTF-16 (little endian).' }
  if (start.startsWith('\xfe\xff')) return { name: 'utf-16be', markLength: 2, note: 'The file is encoded as UTF-16 (big endian).' }
  return detectWithoutMark(head, whole)
}

/** Refuses bytes that no text has. `offset` is where `bytes` begin in the file. */
export function refuseBinary(bytes: Buffer, offset: number): void {
  const zero = bytes.indexOf(0)
  if (zero !== -1) throw new CsvError(`This looks like a binary file, not CSV: it has a zero byte at position ${(offset + zero).toLocaleString('en')}.`)
}

function detectWithoutMark(head: Buffer, whole: boolean): TextEncoding {
  const zeros = [0, 0]
  for (let index = 0; index < head.length; index += 1) {
    if (head[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  }
  const [even = 0, odd = 0] = zeros
  const mostly = head.length * 0.3
  if (odd > mostly && even < odd / 10) return { name: 'utf-16le', markLength: 0, note: 'The file is encoded as UTF-16 (little endian) without a byte order mark.' }
  if (even > mostly && odd < even / 10) return { name: 'utf-16be', markLength: 0, note: 'The file is encoded as UTF-16 (big endian) without a byte order mark.' }
  refuseBinary(head, 0)
  if (isUtf8(head, whole)) return { name: 'utf-8', markLength: 0, note: null }
  return { name: 'windows-1252', markLength: 0, note: 'The file is not valid UTF-8, so it is read as Windows-1252 (Western European).' }
}

function isUtf8(head: Buffer, whole: boolean): boolean {
  try {
    // A stream's last character may be cut.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !whole })
    return true
  } catch { return false }
}
