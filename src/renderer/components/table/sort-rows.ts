import { previewText } from '../result/preview-text.ts'
import { numberKey, rankCells } from './sort-keys.ts'
import { sortOrder } from './sort-order.ts'
import type { SortRequest } from './sort-worker.ts'
import type { TableSource } from './table-source.ts'
import { inSlices } from './time-slices.ts'

export interface SortBy { readonly column: string; readonly descending: boolean }

/** The order of the rows, at once: for tables that are sorted within a frame. */
export function sortNow(source: TableSource, { column, descending }: SortBy): Uint32Array<ArrayBuffer> {
  const cells = Array.from({ length: source.length }, (_, row) => sortable(source.cell(row, column)))
  const keys = cells.map(numberKey)
  return sortOrder(keys.includes(undefined) ? rankCells(cells) : Float64Array.from(keys, (key) => key ?? Number.NaN), descending)
}

/** The order of the rows from a worker. The window stays free: what the worker needs is handed over in slices. */
export async function sortLater(source: TableSource, by: SortBy, signal: AbortSignal): Promise<Uint32Array<ArrayBuffer>> {
  const worker = new Worker(new URL('sort-worker.ts', import.meta.url), { type: 'module' })
  const stop = (): void => { worker.terminate() }
  signal.addEventListener('abort', stop)
  const tell = (request: SortRequest, transfer: Transferable[] = []): void => { worker.postMessage(request, transfer) }
  try {
    const order = new Promise<Uint32Array<ArrayBuffer>>((resolve, reject) => {
      worker.addEventListener('message', ({ data: sorted }: MessageEvent<Uint32Array<ArrayBuffer>>) => { resolve(sorted) })
      worker.addEventListener('error', ({ message }) => { reject(new Error(`Sorting failed: ${message}`)) })
      signal.addEventListener('abort', () => { reject(signal.reason as Error) })
    })
    // Said beforehand: the signal may end it while the cells are still on their way.
    order.catch(() => undefined)
    const keys = await numberKeys(source, by.column, signal)
    if (keys === null) {
      await inSlices(source.length, signal, (from, to) => {
        tell({ say: 'cells', cells: Array.from({ length: to - from }, (_, at) => sortable(source.cell(from + at, by.column))) })
        return true
      })
      tell({ say: 'sort', descending: by.descending })
    } else tell({ say: 'numbers', keys, descending: by.descending }, [keys.buffer])
    return await order
  } finally {
    signal.removeEventListener('abort', stop)
    worker.terminate()
  }
}

/** The column as numbers; null where a cell is none. */
async function numberKeys(source: TableSource, column: string, signal: AbortSignal): Promise<Float64Array<ArrayBuffer> | null> {
  const list = source.list(column)
  if (ArrayBuffer.isView(list) && !(list instanceof BigInt64Array) && !(list instanceof BigUint64Array)) return new Float64Array(list as Float64Array)
  const keys = new Float64Array(source.length)
  const other = { found: false }
  await inSlices(source.length, signal, (from, to) => {
    for (let row = from; row < to; row += 1) {
      const key = numberKey(source.cell(row, column))
      if (key === undefined) { other.found = true; return false }
      keys[row] = key
    }
    return true
  })
  return other.found ? null : keys
}

/** Objects are sorted by what the table shows of them; a worker need not get them whole. */
function sortable(cell: unknown): unknown {
  return typeof cell === 'object' && cell !== null && !(cell instanceof Date) ? previewText(cell) : cell
}
