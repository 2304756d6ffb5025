import type { LogExtent } from '../../../shared/log.ts'

/** Rows of a log's view: its lines, with one that tells where some were left out. */
export function rowCount({ lines, cut }: LogExtent): number {
  return cut === null ? lines : cut.from + 1 + (lines - cut.to)
}

/** The line in a row; null for the row that tells of the cut. */
export function lineOfRow({ cut }: LogExtent, row: number): number | null {
  if (cut === null || row < cut.from) return row
  return row === cut.from ? null : cut.to + row - cut.from - 1
}

/** The row of a line; one that was left out is where the cut is. */
export function rowOfLine({ cut }: LogExtent, line: number): number {
  if (cut === null || line < cut.from) return line
  return line < cut.to ? cut.from : line - cut.to + cut.from + 1
}
