import type { BenchRow } from './row.ts'

const number = (value: number | null): string => (value === null ? '—' : value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toPrecision(2))

/** The rows as a table for a terminal. */
export function formatTable(rows: readonly BenchRow[]): string {
  const head = ['id', 'what', 'measured', 'baseline', 'ratio', 'target', 'met']
  const body = rows.map((row) => [
    row.id, row.what, `${number(row.value)} ${row.unit}`, row.baseline === null ? '—' : `${number(row.baseline)} ${row.unit}`,
    number(row.ratio), row.target, row.met ? 'yes' : 'NO',
  ])
  const widths = head.map((title, column) => Math.max(title.length, ...body.map((cells) => cells[column]?.length ?? 0)))
  return [head, widths.map((width) => '-'.repeat(width)), ...body].map((cells) => cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()).join('\n')
}
