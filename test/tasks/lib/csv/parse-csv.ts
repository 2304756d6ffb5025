import { CsvParser, type CsvParserOptions } from '../../../../tasks/lib/csv/csv-parser.ts'

export interface ParsedCsv { readonly rows: readonly (readonly string[])[]; readonly lines: readonly number[]; readonly parser: CsvParser }

/** Parses the pieces of a text, one push each. */
export function parseCsv(pieces: string | readonly string[], options: Partial<CsvParserOptions> = {}): ParsedCsv {
  const rows: (readonly string[])[] = []
  const lines: number[] = []
  const parser = new CsvParser({
    delimiter: ',', ...options,
    onRow: (fields, line) => {
      rows.push(fields)
      lines.push(line)
    },
  })
  for (const piece of typeof pieces === 'string' ? [pieces] : pieces) parser.push(piece)
  parser.end()
  return { rows, lines, parser }
}
