import { cellText } from '../result/cell-text.ts'
import type { TableSource } from './table-source.ts'
import { inSlices } from './time-slices.ts'

/** Rows that contain the text in a cell, as it is shown or as a plain number, whatever the case: 1 for each, else 0. */
export type RowMask = Uint8Array

/** The mask of a filter, at once: for tables that are looked through within a frame. */
export function filterNow(source: TableSource, filter: string): RowMask {
  const mask = new Uint8Array(source.length)
  mark(source, mask, { test: testFor(filter), from: 0, to: source.length })
  return mask
}

/** The mask of a filter, in slices that leave the window free. */
export async function filterLater(source: TableSource, filter: string, signal: AbortSignal): Promise<RowMask> {
  const mask = new Uint8Array(source.length)
  const test = testFor(filter)
  await inSlices(source.length, signal, (from, to) => { mark(source, mask, { test, from, to }); return true })
  return mask
}

function mark(source: TableSource, mask: RowMask, { test, from, to }: { readonly test: (cell: unknown) => boolean; readonly from: number; readonly to: number }): void {
  for (let row = from; row < to; row += 1) {
    if (source.columns.some(({ id }) => test(source.cell(row, id)))) mask[row] = 1
  }
}

function testFor(filter: string): (cell: unknown) => boolean {
  const wanted = filter.trim().toLowerCase()
  const mayBeNumber = /[\d∞]|nan|infinity/i.test(wanted)
  return (cell) => {
    if (typeof cell === 'string') return cell.toLowerCase().includes(wanted)
    if (typeof cell === 'number') return mayBeNumber && (String(cell).toLowerCase().includes(wanted) || cellText(cell).toLowerCase().includes(wanted))
    return cellText(cell).toLowerCase().includes(wanted)
  }
}
