/** What a key does in a table. `by`: rows down. */
export type TableAct =
  | { readonly act: 'move'; readonly by: number; readonly range: boolean }
  | { readonly act: 'toggle' | 'all' | 'none' | 'copy' }

interface Around {
  readonly selectable: 'one' | 'many' | false
  /** Rows in view, and in all. */
  readonly page: number
  readonly count: number
  /** Text was marked, which is what copying then means. */
  readonly marked: boolean
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Reads a key; null: it is not the table's. */
export function tableKey({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed, { selectable, page, count, marked }: Around): TableAct | null {
  if (altKey) return null
  const command = ctrlKey || metaKey
  if (command && key.toLowerCase() === 'c') return marked ? null : { act: 'copy' }
  const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -count, End: count }[key]
  if (by !== undefined) return { act: 'move', by, range: shiftKey }
  if (key === ' ') return selectable === false ? { act: 'move', by: shiftKey ? -page : page, range: false } : { act: 'toggle' }
  if (selectable === false) return null
  if (key === 'Enter') return { act: 'toggle' }
  if (key === 'Escape') return { act: 'none' }
  return command && key.toLowerCase() === 'a' && selectable === 'many' ? { act: 'all' } : null
}
