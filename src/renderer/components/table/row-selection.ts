/** How a click or a key selects: this one alone, this one besides, or all from the last one to this. */
export type SelectHow = 'only' | 'toggle' | 'range'

export interface SelectionChange {
  readonly mode: 'one' | 'many'
  /** Selected rows by index into the source. */
  readonly selected: readonly number[]
  /** Places in the order shown: of the row meant, and of the one that a range begins at. */
  readonly place: number
  readonly anchor: number
  readonly how: SelectHow
  /** The row at a place of the order shown. */
  readonly rowAt: (place: number) => number
}

/** What is selected after it, in ascending order, as `selectedRows` has it. */
export function changeSelection({ mode, selected, place, anchor, how, rowAt }: SelectionChange): readonly number[] {
  const row = rowAt(place)
  if (how === 'toggle' && selected.includes(row)) return selected.filter((other) => other !== row)
  if (mode === 'one' || how === 'only') return [row]
  if (how === 'toggle') return [...selected, row].sort((one, other) => one - other)
  const [from, to] = anchor < place ? [anchor, place] : [place, anchor]
  return Array.from({ length: to - from + 1 }, (_, at) => rowAt(from + at)).sort((one, other) => one - other)
}
