import { CsvError } from './csv-error.ts'

/** Hears each row with the number of the line that it starts on, from 1. */
export type RowListener = (fields: readonly string[], line: number) => void
export interface CsvParserOptions {
  /** One character. */
  readonly delimiter: string
  readonly onRow: RowListener
  /** Characters; keeps memory bounded where a quote is never closed. */
  readonly maxFieldLength?: number
  readonly maxFields?: number
}

type ParserState = 'fieldStart' | 'unquoted' | 'quoted' | 'quoteInQuoted'

const quote = '"'
const lineFeed = 10
const carriageReturn = 13

/**
 * A streaming RFC 4180 parser: takes text in pieces of any size and keeps no more than the present row.
 * Lines may end in CRLF, LF or CR. More lenient than the RFC in two points: a quote inside an unquoted field is an
 * ordinary character, and text after a closing quote is kept and counted in {@link strayTexts}.
 */
export class CsvParser {
  readonly #delimiter: number
  readonly #onRow: RowListener
  readonly #maxFieldLength: number
  readonly #maxFields: number
  #state: ParserState = 'fieldStart'
  #field = ''
  #fields: string[] = []
  #line = 1
  #rowLine = 1
  #quoteLine = 1
  #afterCarriageReturn = false
  #strayTexts = 0
  #firstStrayLine: number | null = null

  constructor(options: CsvParserOptions) {
    this.#delimiter = options.delimiter.charCodeAt(0)
    this.#onRow = options.onRow
    this.#maxFieldLength = options.maxFieldLength ?? 4_000_000
    this.#maxFields = options.maxFields ?? 100_000
  }

  /** The line that the next character is on. */
  get line(): number { return this.#line }

  /** How many quoted fields had text after their closing quote, and the first one's line. */
  get strayTexts(): { readonly count: number; readonly firstLine: number | null } {
    return { count: this.#strayTexts, firstLine: this.#firstStrayLine }
  }

  /** @throws CsvError where a field or a row exceeds its limit. */
  push(text: string): void {
    let index = 0
    if (this.#afterCarriageReturn && text.length > 0) {
      this.#afterCarriageReturn = false
      if (text.charCodeAt(0) === lineFeed) index = 1
    }
    while (index < text.length) index = this.#step(text, index)
  }

  /** Delivers the last row. @throws CsvError where a quote was opened and never closed. */
  end(): void {
    if (this.#state === 'quoted') {
      throw new CsvError(`The quote opened on line ${this.#quoteLine} is never closed, so the rest of the file reads as one field. `
        + 'Close it, or double it ("") if it belongs to the text.')
    }
    if (this.#state !== 'fieldStart' || this.#fields.length > 0) this.#endRow()
  }

  #step(text: string, index: number): number {
    switch (this.#state) {
      case 'fieldStart': return this.#startField(text, index)
      case 'unquoted': return this.#readUnquoted(text, index)
      case 'quoted': return this.#readQuoted(text, index)
      case 'quoteInQuoted': return this.#afterQuote(text, index)
    }
  }

  #startField(text: string, index: number): number {
    if (text[index] !== quote) {
      this.#state = 'unquoted'
      return index
    }
    this.#state = 'quoted'
    this.#quoteLine = this.#line
    return index + 1
  }

  #readUnquoted(text: string, from: number): number {
    let index = from
    for (; index < text.length; index += 1) {
      const code = text.charCodeAt(index)
      if (code === this.#delimiter || code === lineFeed || code === carriageReturn) {
        this.#append(text.slice(from, index))
        return this.#endField(text, index)
      }
    }
    this.#append(text.slice(from))
    return index
  }

  #readQuoted(text: string, from: number): number {
    const closing = text.indexOf(quote, from)
    const part = closing === -1 ? text.slice(from) : text.slice(from, closing)
    for (let at = part.indexOf('\n'); at !== -1; at = part.indexOf('\n', at + 1)) this.#line += 1
    this.#append(part)
    if (closing === -1) return text.length
    this.#state = 'quoteInQuoted'
    return closing + 1
  }

  #afterQuote(text: string, index: number): number {
    const code = text.charCodeAt(index)
    if (text[index] === quote) {
      this.#append(quote)
      this.#state = 'quoted'
      return index + 1
    }
    if (code === this.#delimiter || code === lineFeed || code === carriageReturn) return this.#endField(text, index)
    this.#strayTexts += 1
    this.#firstStrayLine ??= this.#line
    this.#state = 'unquoted'
    return index
  }

  /** `index` is at what ended the field; returns where the next one begins. */
  #endField(text: string, index: number): number {
    const code = text.charCodeAt(index)
    if (code === this.#delimiter) {
      this.#takeField()
      this.#state = 'fieldStart'
      return index + 1
    }
    this.#endRow()
    if (code !== carriageReturn) return index + 1
    if (index + 1 === text.length) this.#afterCarriageReturn = true
    return text.charCodeAt(index + 1) === lineFeed ? index + 2 : index + 1
  }

  #append(part: string): void {
    this.#field = this.#field === '' ? part : this.#field + part
    if (this.#field.length <= this.#maxFieldLength) return
    const limit = this.#maxFieldLength.toLocaleString('en')
    throw new CsvError(this.#state === 'quoted'
      ? `The quote opened on line ${this.#quoteLine} is not closed within ${limit} characters. Close it, or double it ("") if it belongs to the text.`
      : `Line ${this.#line} has a field of more than ${limit} characters. Is this a CSV file, and is the delimiter right?`)
  }

  #takeField(): void {
    this.#fields.push(this.#field)
    this.#field = ''
    if (this.#fields.length > this.#maxFields) {
      throw new CsvError(`Line ${this.#rowLine} has more than ${this.#maxFields.toLocaleString('en')} fields. Is the delimiter right?`)
    }
  }

  #endRow(): void {
    this.#takeField()
    const fields = this.#fields
    this.#fields = []
    this.#state = 'fieldStart'
    this.#onRow(fields, this.#rowLine)
    this.#line += 1
    this.#rowLine = this.#line
  }
}
