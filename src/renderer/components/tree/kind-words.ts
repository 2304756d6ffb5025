import { cellText } from '../result/cell-text.ts'
import { previewText } from '../result/preview-text.ts'
import type { TreeRow } from './tree-rows.ts'

/** What a line of a tree says after its name: what kind of thing it is, or the value itself. */
export function kindWords({ value, count, chunk, circular }: TreeRow): string {
  if (circular) return 'itself again'
  if (chunk !== null) return ''
  if (count === null) return leafWords(value)
  const things = `${count.toLocaleString('en-US')} ${count === 1 ? 'item' : 'items'}`
  if (Array.isArray(value)) return `list, ${things}`
  if (value instanceof Map) return `Map, ${things}`
  if (value instanceof Set) return `Set, ${things}`
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}, ${things}`
  return count === 0 ? '{}' : `${count.toLocaleString('en-US')} ${count === 1 ? 'key' : 'keys'}`
}

function leafWords(value: unknown): string {
  if (typeof value === 'string') return previewText(value)
  if (value === undefined || value === null) return String(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'bigint') return `${value.toLocaleString('en-US')} (BigInt)`
  if (value instanceof ArrayBuffer) return `ArrayBuffer, ${value.byteLength.toLocaleString('en-US')} bytes`
  if (value instanceof DataView) return `DataView, ${value.byteLength.toLocaleString('en-US')} bytes`
  return typeof value === 'object' && !(value instanceof Date) ? previewText(value) : cellText(value)
}

/** The colour of what a line says, by its kind. */
export function kindTone({ value, count, circular }: TreeRow): string {
  if (circular || count !== null || value === null || value === undefined) return 'text-muted'
  return typeof value === 'string' ? 'text-success' : typeof value === 'boolean' ? 'text-warning' : 'text-highlighted'
}
