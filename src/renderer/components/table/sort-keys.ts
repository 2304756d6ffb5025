import { compareCells } from '../result/compare-cells.ts'

/** A number to sort a cell by; NaN for what is missing; undefined where the cell is no number of any kind. */
export function numberKey(cell: unknown): number | undefined {
  if (typeof cell === 'number') return cell
  if (cell === null || cell === undefined) return Number.NaN
  if (typeof cell === 'boolean') return Number(cell)
  return cell instanceof Date ? cell.getTime() : undefined
}

const collator = new Intl.Collator('en')

/**
 * Ranks of cells, NaN for missing ones: equal cells share a rank. Each distinct cell is compared once, and text in the
 * engine's fast way, which knows no numbers in it: they are written out to one width before.
 */
export function rankCells(cells: readonly unknown[]): Float64Array<ArrayBuffer> {
  const places = new Map<unknown, number>()
  for (const cell of cells) if (!isMissing(cell) && !places.has(cell)) places.set(cell, 0)
  const distinct = [...places.keys()]
  const isText = distinct.every((cell) => typeof cell === 'string')
  const ordered = isText ? sortTexts(distinct) : distinct.sort(compareCells)
  let rank = 0
  for (const [index, cell] of ordered.entries()) {
    if (index > 0 && !isText && compareCells(ordered[index - 1], cell) !== 0) rank += 1
    places.set(cell, isText ? index : rank)
  }
  return Float64Array.from(cells, (cell) => (isMissing(cell) ? Number.NaN : places.get(cell) ?? Number.NaN))
}

function sortTexts(texts: readonly string[]): readonly string[] {
  const keys = texts.map((text) => (/\d/.test(text) ? text.replace(/\d+/g, (digits) => digits.padStart(16, '0')) : text))
  const order = Uint32Array.from(texts, (_, index) => index)
  order.sort((one, other) => collator.compare(keys[one] ?? '', keys[other] ?? ''))
  return Array.from(order, (index) => texts[index] ?? '')
}

function isMissing(cell: unknown): boolean {
  return cell === null || cell === undefined || (typeof cell === 'number' && Number.isNaN(cell))
}
