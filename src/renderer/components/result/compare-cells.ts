import { cellText } from './cell-text.ts'

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Order of two cells: numbers and dates by size, the rest as people sort text; what is missing comes last. */
export function compareCells(one: unknown, other: unknown): number {
  const missing = Number(isMissing(one)) - Number(isMissing(other))
  if (missing !== 0 || isMissing(one)) return missing
  const [left, right] = [size(one), size(other)]
  if (left !== null && right !== null) return left < right ? -1 : left > right ? 1 : 0
  return collator.compare(cellText(one), cellText(other))
}

function isMissing(cell: unknown): boolean {
  return cell === null || cell === undefined || (typeof cell === 'number' && Number.isNaN(cell))
}

function size(cell: unknown): number | bigint | null {
  if (typeof cell === 'number' || typeof cell === 'bigint') return cell
  if (typeof cell === 'boolean') return Number(cell)
  return cell instanceof Date ? cell.getTime() : null
}
