import { cellText } from '../result/cell-text.ts'
import type { TableColumn, TableSource } from './table-source.ts'

/** Where a column stands, in px, and how its cells look. */
export interface PlacedColumn extends TableColumn {
  readonly index: number
  readonly left: number
  readonly width: number
  /** Numbers stand at the right, with digits of one width. */
  readonly numeric: boolean
}

const narrowest = 48
const widest = 360
const widestByHand = 2_000
/** Rows that a column is measured by. */
const measured = 60
/** About the width of a character and of what is around a text, px. Measuring in the page would make it lay out first. */
const character = 7.2
const around = 24

export interface ColumnMeasure { readonly column: TableColumn; readonly natural: number; readonly numeric: boolean }

/** What each column would like to be, by its label and some of its cells. */
export function measureColumns(source: TableSource): readonly ColumnMeasure[] {
  const step = Math.max(1, Math.floor(source.length / measured))
  const rows = Array.from({ length: Math.min(measured, source.length) }, (_, index) => (index < 20 ? index : index * step)).filter((row) => row < source.length)
  return source.columns.map((column) => {
    const cells = rows.map((row) => source.cell(row, column.id))
    const longest = cells.reduce<number>((most, cell) => Math.max(most, cellText(cell).length), 0)
    // The arrow of the sorting has its place, so that a column need not grow.
    const natural = Math.max(longest * character + around, column.label.length * character + around + 14)
    return { column, numeric: isNumeric(cells), natural: Math.min(widest, Math.max(narrowest, Math.ceil(natural))) }
  })
}

function isNumeric(cells: readonly unknown[]): boolean {
  const present = cells.filter((cell) => cell !== null && cell !== undefined)
  return present.length > 0 && present.every((cell) => typeof cell === 'number' || typeof cell === 'bigint')
}

/** The columns side by side: as wide as they like, those that nobody drew share what is left of `available`. */
export function placeColumns(measures: readonly ColumnMeasure[], byHand: Readonly<Record<string, number>>, available: number): readonly PlacedColumn[] {
  const width = ({ column, natural }: ColumnMeasure): number => byHand[column.id] ?? natural
  const taken = measures.reduce((sum, measure) => sum + width(measure), 0)
  const free = measures.filter(({ column }) => byHand[column.id] === undefined)
  const liked = free.reduce((sum, { natural }) => sum + natural, 0)
  const spare = Math.max(0, available - taken)
  let left = 0
  return measures.map((measure, index) => {
    const grown = byHand[measure.column.id] === undefined && liked > 0 ? Math.floor(spare * measure.natural / liked) : 0
    const placed = { ...measure.column, index, left, width: width(measure) + grown, numeric: measure.numeric }
    left += placed.width
    return placed
  })
}

/** A width as it was drawn, within what can be seen and caught again. */
export function boundWidth(width: number): number {
  return Math.round(Math.min(widestByHand, Math.max(narrowest, width)))
}

/** The columns in view, and a few beside them. Columns stand in order, so the first is looked for by halves. */
export function columnsInView(columns: readonly PlacedColumn[], scrollLeft: number, viewWidth: number): readonly PlacedColumn[] {
  const margin = 200
  let [low, high] = [0, columns.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const column = columns[middle]
    if (column !== undefined && column.left + column.width < scrollLeft - margin) low = middle + 1
    else high = middle
  }
  let end = low
  while (end < columns.length && (columns[end]?.left ?? 0) <= scrollLeft + viewWidth + margin) end += 1
  return columns.slice(low, end)
}
