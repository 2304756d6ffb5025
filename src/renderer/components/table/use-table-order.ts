import { onScopeDispose, shallowRef, type ShallowRef, watch } from 'vue'
import { filterLater, filterNow, type RowMask } from './filter-rows.ts'
import { type SortBy, sortLater, sortNow } from './sort-rows.ts'
import type { TableSource } from './table-source.ts'

export interface TableOrder {
  /** Rows in the order they are shown, by index; null: all, as given. */
  readonly order: ShallowRef<Uint32Array | null>
  /** What is being made ready while the table still shows what it showed. */
  readonly busy: ShallowRef<'sorting' | 'filtering' | null>
  /** Why it could not be done. */
  readonly problem: ShallowRef<string | null>
}

/** Cells up to which a table is sorted and filtered at once: nothing flashes, and no worker starts. */
const atOnce = 50_000

/** Keeps the order of a table as it is sorted and filtered. Larger tables stay as they were until the new order is ready. */
export function useTableOrder(source: () => TableSource, sortBy: () => SortBy | null, filter: () => string): TableOrder {
  const order = shallowRef<Uint32Array | null>(null)
  const busy = shallowRef<'sorting' | 'filtering' | null>(null)
  const problem = shallowRef<string | null>(null)
  let turn = new AbortController()
  /** Of the source as it is: a filter need not sort again, nor a sort filter. */
  let sorted: { source: TableSource; by: SortBy; order: Uint32Array } | null = null
  let masked: { source: TableSource; filter: string; mask: RowMask } | null = null

  async function arrange(rows: TableSource, by: SortBy | null, text: string): Promise<void> {
    turn.abort()
    const mine = turn = new AbortController()
    problem.value = null
    const isSmall = rows.length * Math.max(1, rows.columns.length) <= atOnce
    try {
      if (by !== null && !(sorted?.source === rows && sorted.by.column === by.column && sorted.by.descending === by.descending)) {
        if (!isSmall) busy.value = 'sorting'
        sorted = { source: rows, by, order: isSmall ? sortNow(rows, by) : await sortLater(rows, by, mine.signal) }
      }
      if (text !== '' && !(masked?.source === rows && masked.filter === text)) {
        if (!isSmall) busy.value = 'filtering'
        masked = { source: rows, filter: text, mask: isSmall ? filterNow(rows, text) : await filterLater(rows, text, mine.signal) }
      }
      order.value = compose(rows.length, by === null ? null : sorted?.order ?? null, text === '' ? null : masked?.mask ?? null)
    } catch (error) {
      if (!mine.signal.aborted) problem.value = error instanceof Error ? error.message : String(error)
    } finally {
      if (turn === mine) busy.value = null
    }
  }

  watch([source, sortBy, (): string => filter().trim()], ([rows, by, text], [before]) => {
    // An order of other rows would show some of them twice, or none.
    if (rows !== before) order.value = null
    void arrange(rows, by, text)
  }, { immediate: true })
  onScopeDispose(() => { turn.abort() })
  return { order, busy, problem }
}

function compose(length: number, sorted: Uint32Array | null, mask: RowMask | null): Uint32Array | null {
  if (mask === null) return sorted
  const rows = sorted ?? Uint32Array.from({ length }, (_, row) => row)
  return rows.filter((row) => mask[row] === 1)
}
