/** One thing inside another, as a tree names it. `step`: how a script would get to it. */
export interface TreeChild { readonly name: string; readonly step: string; readonly value: unknown }
/** A stretch of a long list, opened like a thing of its own. */
export interface TreeChunk { readonly from: number; readonly to: number }

/** Children that one list shows at once; longer ones are cut into so many stretches, and those again. */
export const chunkSize = 100

/** How many things are inside; null: it is no container. */
export function childCount(value: unknown): number | null {
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof RegExp) return null
  if (Array.isArray(value)) return value.length
  if (value instanceof Map || value instanceof Set) return value.size
  if (ArrayBuffer.isView(value)) return isTyped(value) ? value.length : null
  if (value instanceof ArrayBuffer) return null
  return keysOf(value).length
}

/** The things inside, from and to (without) a position. */
export function childrenOf(value: object, { from, to }: TreeChunk): readonly TreeChild[] {
  if (Array.isArray(value)) return positions({ from, to }, (at) => ({ name: String(at), step: `[${at}]`, value: (value as readonly unknown[])[at] }))
  if (ArrayBuffer.isView(value) && isTyped(value)) return positions({ from, to }, (at) => ({ name: String(at), step: `[${at}]`, value: value[at] }))
  if (value instanceof Map) return [...value].slice(from, to).map(([key, held]) => ({ name: nameOf(key), step: `.get(${nameOf(key)})`, value: held as unknown }))
  if (value instanceof Set) return [...value].slice(from, to).map((held, at) => ({ name: String(from + at), step: `[${from + at}]`, value: held as unknown }))
  return keysOf(value).slice(from, to).map((key) => ({ name: key, step: /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`, value: (value as Readonly<Record<string, unknown>>)[key] }))
}

/** The stretches of a list that is too long to show; none where it is short enough. */
export function chunksOf({ from, to }: TreeChunk): readonly TreeChunk[] {
  const count = to - from
  if (count <= chunkSize) return []
  let size = chunkSize
  while (count / size > chunkSize) size *= chunkSize
  return Array.from({ length: Math.ceil(count / size) }, (_, index) => ({ from: from + index * size, to: Math.min(to, from + (index + 1) * size) }))
}

function positions({ from, to }: TreeChunk, child: (at: number) => TreeChild): readonly TreeChild[] {
  return Array.from({ length: to - from }, (_, index) => child(from + index))
}

/** What an error tells lies in properties that are not listed. */
function keysOf(value: object): readonly string[] {
  const own = Object.keys(value)
  return value instanceof Error ? [...new Set(['name', 'message', 'stack', ...own])] : own
}

function nameOf(key: unknown): string {
  if (typeof key === 'string') return JSON.stringify(key)
  return typeof key === 'object' && key !== null ? `{${Object.prototype.toString.call(key).slice(8, -1)}}` : String(key)
}

function isTyped(view: ArrayBufferView): view is ArrayBufferView & ArrayLike<number | bigint> {
  return !(view instanceof DataView)
}
