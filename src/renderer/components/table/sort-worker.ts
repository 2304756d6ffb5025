import { rankCells } from './sort-keys.ts'
import { sortOrder } from './sort-order.ts'

/** What the window tells the worker: numbers at once, or other cells in slices and then their end. */
export type SortRequest =
  | { readonly say: 'numbers'; readonly keys: Float64Array<ArrayBuffer>; readonly descending: boolean }
  | { readonly say: 'cells'; readonly cells: readonly unknown[] }
  | { readonly say: 'sort'; readonly descending: boolean }

const held: unknown[] = []

/** Sorts one column and answers with the order of its rows, handed over and not copied. */
addEventListener('message', ({ data: request }: MessageEvent<SortRequest>) => {
  switch (request.say) {
    case 'numbers': answer(sortOrder(request.keys, request.descending)); return
    case 'cells': for (const cell of request.cells) held.push(cell); return
    case 'sort': answer(sortOrder(rankCells(held), request.descending))
  }
})

function answer(order: Uint32Array<ArrayBuffer>): void {
  postMessage(order, { transfer: [order.buffer] })
}
