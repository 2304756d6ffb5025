import { exportFile } from '../../export-file.ts'
import { csvLine, tsvLine } from './table-text.ts'
import type { TableColumn, TableSource } from './table-source.ts'
import { inSlices } from './time-slices.ts'

/** Rows of a table to hand on: by place in the order shown. */
export interface ShownRows {
  readonly source: TableSource
  readonly columns: readonly TableColumn[]
  readonly count: number
  readonly rowAt: (place: number) => number
}

/** Characters of one piece on its way to the disk. */
const pieceSize = 1_000_000
/** Rows between two looks at the size of the piece. */
const atOnce = 20_000

/**
 * Asks where to, and writes the rows there as CSV (RFC 4180, UTF-8 with a mark that spreadsheets know it by), in pieces
 * that leave the window free. Answers false where the user chose no place; rejects where it cannot be written.
 */
export function saveAsCsv(rows: ShownRows, name: string): Promise<boolean> {
  return exportFile({ title: 'Save as CSV', name: `${name}.csv`, extensions: ['csv'] }, async (write) => {
    let text = `\uFEFF${csvLine(rows.columns.map(({ label }) => label))}`
    // One after the other, and no more than one on its way: the disk may be slower than the window.
    let written = Promise.resolve()
    for (let from = 0; from < rows.count; from += atOnce) {
      await inSlices(Math.min(atOnce, rows.count - from), new AbortController().signal, (start, end) => {
        for (let place = from + start; place < from + end; place += 1) text += csvLine(cellsOf(rows, place))
        return true
      })
      if (text.length < pieceSize) continue
      await written
      written = write(text)
      written.catch(() => undefined)
      text = ''
    }
    await written
    await write(text)
  })
}

/** Cells that are copied in one go; more would hold the window up. */
const copiedAtOnce = 1_000_000

/** The rows with a line of labels, for the clipboard; null where they are too many for it. */
export function rowsAsText(rows: ShownRows): string | null {
  if (rows.count * rows.columns.length > copiedAtOnce) return null
  const lines = Array.from({ length: rows.count }, (_, place) => tsvLine(cellsOf(rows, place)))
  return [tsvLine(rows.columns.map(({ label }) => label)), ...lines].join('\n')
}

function cellsOf({ source, columns, rowAt }: ShownRows, place: number): readonly unknown[] {
  const row = rowAt(place)
  return columns.map(({ id }) => source.cell(row, id))
}
