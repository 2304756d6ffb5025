import type { FileHandle } from 'node:fs/promises'
import type { ColumnReport } from './column-profile.ts'
import { CsvError } from './csv-error.ts'
import { CsvParser } from './csv-parser.ts'
import { delimiterCharacters, detectDialect, type Dialect, type DialectOptions } from './dialect.ts'
import { openText } from './open-text.ts'
import { TableProfile } from './table-profile.ts'
import { createDecoder } from './text-decoder.ts'
import { detectEncoding, refuseBinary, type TextEncoding } from './text-encoding.ts'

export interface CsvProfile {
  readonly rows: number
  readonly delimiter: string
  readonly header: boolean
  readonly encoding: string
  readonly columns: readonly ColumnReport[]
  readonly warnings: readonly string[]
}
export interface CsvProgress { readonly bytes: number; readonly size: number; readonly rows: number }
export interface CsvProfileOptions extends DialectOptions {
  readonly onProgress?: (progress: CsvProgress) => void
}

const pieceLength = 1 << 18

/**
 * Profiles a CSV file of any size, reading it once in pieces: memory does not grow with the file.
 * @throws CsvError for files that cannot be read as CSV; the message says why, where, and what to do.
 */
export async function profileCsv(path: string, options: CsvProfileOptions): Promise<CsvProfile> {
  const { handle, size } = await openText(path)
  try {
    const piece = Buffer.alloc(pieceLength)
    const head = piece.subarray(0, (await handle.read(piece, 0, pieceLength, 0)).bytesRead)
    const whole = head.length === size
    const encoding = detectEncoding(head, whole)
    const dialect = detectDialect(sampleOf(head, encoding, whole), options)
    const reading = new Reading(encoding, dialect)
    await readPieces({ handle, piece, start: encoding.markLength }, (bytes, offset) => {
      reading.take(bytes, offset)
      options.onProgress?.({ bytes: Math.min(size, offset + bytes.length), size, rows: reading.rows })
    })
    const profile = reading.finish(path)
    options.onProgress?.({ bytes: size, size, rows: profile.rows })
    return profile
  } finally {
    await handle.close()
  }
}

/** What was read of one file so far. */
class Reading {
  readonly #encoding: TextEncoding
  readonly #dialect: Dialect
  readonly #table: TableProfile
  readonly #parser: CsvParser
  readonly #decoder: ReturnType<typeof createDecoder>
  #firstBadLine: number | null = null

  constructor(encoding: TextEncoding, dialect: Dialect) {
    this.#encoding = encoding
    this.#dialect = dialect
    this.#decoder = createDecoder(encoding.name)
    this.#table = new TableProfile(dialect)
    this.#parser = new CsvParser({
      delimiter: delimiterCharacters[dialect.delimiter],
      onRow: (fields, line) => { this.#table.addRow(fields, line) },
    })
  }

  get rows(): number { return this.#table.rows }

  take(bytes: Buffer, offset: number): void {
    if (this.#encoding.name === 'utf-8' || this.#encoding.name === 'windows-1252') refuseBinary(bytes, offset)
    this.#parse(this.#decoder.decode(bytes))
  }

  finish(path: string): CsvProfile {
    this.#parse(this.#decoder.end())
    this.#parser.end()
    if (this.#table.isEmpty) throw new CsvError(`${path} has nothing but blank lines. Choose a file with at least one row.`)
    return {
      rows: this.#table.rows, delimiter: this.#dialect.delimiter, header: this.#dialect.hasHeader, encoding: this.#encoding.name,
      columns: this.#table.columnReports(), warnings: this.#warnings(),
    }
  }

  #parse(text: string): void {
    const bad = this.#firstBadLine === null ? text.indexOf('\ufffd') : -1
    if (bad !== -1) this.#firstBadLine = this.#parser.line + text.slice(0, bad).split('\n').length - 1
    this.#parser.push(text)
  }

  #warnings(): readonly string[] {
    const { count, firstLine } = this.#parser.strayTexts
    return [
      ...(this.#encoding.note === null ? [] : [this.#encoding.note]),
      ...(this.#firstBadLine === null ? [] : [`Some bytes are not valid ${this.#encoding.name}, the first on line ${this.#firstBadLine}; they are shown as \ufffd.`]),
      ...(count === 0 ? [] : [`${count.toLocaleString('en')} quoted fields have text after their closing quote, the first on line ${firstLine ?? 0}; it is kept.`]),
      ...(this.#table.rows === 0 ? ['There are no rows below the header.'] : []),
      ...this.#table.warnings(),
    ]
  }
}

/** Text to detect the dialect from: whole lines only, as a cut one has fewer fields. */
function sampleOf(head: Buffer, encoding: TextEncoding, whole: boolean): string {
  const text = createDecoder(encoding.name).decode(head.subarray(encoding.markLength))
  const lastLine = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return whole || lastLine === -1 ? text : text.slice(0, lastLine + 1)
}

interface PieceSource { readonly handle: FileHandle; readonly piece: Buffer; readonly start: number }

async function readPieces({ handle, piece, start }: PieceSource, take: (bytes: Buffer, offset: number) => void): Promise<void> {
  for (let offset = start; ;) {
    const { bytesRead } = await handle.read(piece, 0, piece.length, offset)
    if (bytesRead === 0) return
    take(piece.subarray(0, bytesRead), offset)
    offset += bytesRead
  }
}
