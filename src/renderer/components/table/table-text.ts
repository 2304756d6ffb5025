import { previewText } from '../result/preview-text.ts'
import { resultText } from '../result/result-text.ts'

/** A cell as other programs read it: numbers in full, dates in ISO 8601, objects as JSON. */
function plainCell(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'string') return cell
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString()
  if (typeof cell !== 'object') return `${cell as number}`
  return ArrayBuffer.isView(cell) ? previewText(cell) : resultText(cell, 0)
}

/** One line for a spreadsheet's clipboard: tabs and breaks within a cell become spaces. */
export function tsvLine(cells: readonly unknown[]): string {
  return cells.map((cell) => plainCell(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')
}

/** One line of CSV after RFC 4180; the line break belongs to it. */
export function csvLine(cells: readonly unknown[]): string {
  return `${cells.map((cell) => csvCell(plainCell(cell))).join(',')}\r\n`
}

function csvCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
