import { CsvError } from './csv-error.ts'
import { CsvParser } from './csv-parser.ts'
import { valueKind } from './value-kind.ts'

export const delimiterNames = ['comma', 'semicolon', 'tab', 'pipe'] as const
export type DelimiterName = (typeof delimiterNames)[number]
export interface Dialect { readonly delimiter: DelimiterName; readonly hasHeader: boolean }
export interface DialectOptions { readonly delimiter: DelimiterName | 'auto'; readonly header: 'auto' | 'yes' | 'no' }

export const delimiterCharacters: Readonly<Record<DelimiterName, string>> = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' }

const sampleRows = 200

type Rows = readonly (readonly string[])[]

/** Finds out the delimiter and whether the first row names the columns, from the beginning of the text. */
export function detectDialect(sample: string, options: DialectOptions): Dialect {
  const delimiter = options.delimiter === 'auto' ? detectDelimiter(sample) : options.delimiter
  const hasHeader = options.header === 'auto' ? firstRowNamesColumns(rowsOf(sample, delimiter), delimiter) : options.header === 'yes'
  return { delimiter, hasHeader }
}

/** Numbers with a decimal comma only make sense where the comma does not separate fields; in practice with semicolons. */
export function hasCommaDecimals(delimiter: DelimiterName): boolean {
  return delimiter === 'semicolon'
}

function detectDelimiter(sample: string): DelimiterName {
  const scored = delimiterNames.map((name) => ({ name, score: score(rowsOf(sample, name), name) }))
  return scored.reduce((best, other) => (other.score > best.score ? other : best)).name
}

/** Higher the more rows have the same number of fields (at least two), the more fields are typed, and the more there are. */
function score(rows: Rows, delimiter: DelimiterName): number {
  const lengths = new Map<number, number>()
  for (const { length } of rows) lengths.set(length, (lengths.get(length) ?? 0) + 1)
  const [columns, agreeing] = [...lengths].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [1, 0])
  if (columns < 2) return 0
  const fields = rows.flat()
  const typed = fields.filter((field) => isTyped(field, delimiter)).length
  return agreeing / rows.length + 0.5 * typed / fields.length + Math.min(columns, 100) / 10_000
}

function firstRowNamesColumns([first = [], ...rest]: Rows, delimiter: DelimiterName): boolean {
  const names = first.map((field) => field.trim()).filter((field) => field !== '')
  if (names.length === 0 || names.some((name) => isTyped(name, delimiter))) return false
  const distinct = new Set(names).size === names.length
  return distinct || rest.some((row) => row.some((field) => isTyped(field, delimiter)))
}

function isTyped(field: string, delimiter: DelimiterName): boolean {
  const kind = valueKind(field.trim(), hasCommaDecimals(delimiter))
  return kind !== 'text' && kind !== 'missing'
}

/** The sample's complete rows; those before the fault where it is no CSV in this delimiter. */
function rowsOf(sample: string, delimiter: DelimiterName): Rows {
  const rows: (readonly string[])[] = []
  const parser = new CsvParser({
    delimiter: delimiterCharacters[delimiter],
    onRow: (fields) => { if (rows.length < sampleRows && !isBlank(fields)) rows.push(fields) },
  })
  try {
    parser.push(sample)
    parser.end()
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
  }
  return rows
}

/** A line with nothing on it. */
export function isBlank(fields: readonly string[]): boolean {
  return fields.length === 1 && fields[0] === ''
}
