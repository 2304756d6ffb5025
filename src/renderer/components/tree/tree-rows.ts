import { childCount, childrenOf, chunksOf, type TreeChunk } from './tree-children.ts'

/** One line of a tree. */
export interface TreeRow {
  /** Names it among all of the tree, whatever is open. */
  readonly key: string
  readonly depth: number
  /** null for the whole. */
  readonly name: string | null
  /** How a script would get to it, from the result on. */
  readonly path: string
  readonly value: unknown
  readonly count: number | null
  /** Set for a stretch of a long list. */
  readonly chunk: TreeChunk | null
  /** It lies in itself: it is shown, and not opened again. */
  readonly circular: boolean
  readonly open: boolean
}

interface Place { readonly value: unknown; readonly name: string | null; readonly path: string; readonly key: string; readonly depth: number; readonly around: readonly unknown[] }

/** Deeper than this it is not opened: nobody reads it, and indents would be all there is to see. */
const deepest = 200

/** The lines that a tree shows with these keys open, parents before what is in them. Looks at nothing that is closed. */
export function treeRows(value: unknown, opened: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = []
  addValue(rows, opened, { value, name: null, path: 'result', key: '', depth: 0, around: [] })
  return rows
}

function addValue(rows: TreeRow[], opened: ReadonlySet<string>, place: Place): void {
  const { value, name, path, key, depth, around } = place
  const circular = typeof value === 'object' && value !== null && around.includes(value)
  const count = childCount(value)
  const open = count !== null && count > 0 && !circular && depth < deepest && opened.has(key)
  rows.push({ key, depth, name, path, value, count, chunk: null, circular, open })
  if (open) addStretch(rows, opened, { place, chunk: { from: 0, to: count } })
}

interface Stretch { readonly place: Place; readonly chunk: TreeChunk }

function addStretch(rows: TreeRow[], opened: ReadonlySet<string>, { place, chunk }: Stretch): void {
  const { value, path, key, depth, around } = place
  const chunks = chunksOf(chunk)
  if (chunks.length === 0) {
    const inside = [...around, value]
    for (const child of childrenOf(value as object, chunk)) {
      addValue(rows, opened, { value: child.value, name: child.name, path: path + child.step, key: `${key}/${child.step}`, depth: depth + 1, around: inside })
    }
    return
  }
  for (const part of chunks) {
    const own = `${key}/${part.from}…${part.to - 1}`
    const open = opened.has(own)
    rows.push({ key: own, depth: depth + 1, name: `${part.from} … ${part.to - 1}`, path, value, count: part.to - part.from, chunk: part, circular: false, open })
    if (open) addStretch(rows, opened, { place: { ...place, depth: depth + 1 }, chunk: part })
  }
}

/** True for what can be opened and closed. */
export function isBranch({ count, circular, depth }: TreeRow): boolean {
  return count !== null && count > 0 && !circular && depth < deepest
}
