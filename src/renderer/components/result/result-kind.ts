import { isPlainObject } from '../../../shared/grouping.ts'
import { isFigure } from './figure.ts'

export type TableRows = readonly Readonly<Record<string, unknown>>[]
/** How a result is drawn, told by what it is. */
export type ResultKind =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'scalar'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'figure'; readonly figure: unknown }
  | { readonly kind: 'table'; readonly rows: TableRows }
  | { readonly kind: 'list'; readonly items: readonly unknown[] }
  | { readonly kind: 'parts'; readonly facts: readonly (readonly [string, unknown])[]; readonly sections: readonly (readonly [string, unknown])[] }
  | { readonly kind: 'json'; readonly value: unknown }

/** Levels of sections within sections; what lies deeper is shown as JSON. */
const deepest = 3

export function resultKind(value: unknown, depth = 0): ResultKind {
  if (value === undefined || value === null) return { kind: 'nothing' }
  if (typeof value === 'string') return value.length > 80 || value.includes('\n') ? { kind: 'text', text: value } : { kind: 'scalar', value }
  if (typeof value !== 'object' || value instanceof Date) return { kind: 'scalar', value }
  if (isFigure(value)) return { kind: 'figure', figure: value }
  if (value instanceof Map) return { kind: 'table', rows: [...value as ReadonlyMap<unknown, unknown>].map(([key, held]) => ({ key, value: held })) }
  if (value instanceof Set) return resultKind([...value], depth)
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return { kind: 'list', items: [...value as Float64Array] }
  if (Array.isArray(value)) return listKind(value)
  if (isPlainObject(value)) return depth >= deepest ? { kind: 'json', value } : partsKind(value)
  return { kind: 'scalar', value }
}

function listKind(items: readonly unknown[]): ResultKind {
  if (items.length > 0 && items.every(isPlainObject) && !items.some(isFigure)) return { kind: 'table', rows: items }
  if (items.length > 0 && items.every(isRow)) {
    return { kind: 'table', rows: items.map((row) => Object.fromEntries(row.map((cell, index) => [String(index + 1), cell]))) }
  }
  if (items.every(isSmall)) return { kind: 'list', items }
  return { kind: 'parts', facts: [], sections: items.map((item, index) => [String(index + 1), item] as const) }
}

function isRow(item: unknown): item is readonly unknown[] {
  return Array.isArray(item) && item.every(isSmall)
}

function partsKind(value: Readonly<Record<string, unknown>>): ResultKind {
  const entries = Object.entries(value)
  return { kind: 'parts', facts: entries.filter(([, part]) => isSmall(part)), sections: entries.filter(([, part]) => !isSmall(part)) }
}

/** True for what fits into one line beside its name. */
function isSmall(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= 200 && !value.includes('\n')
  if (typeof value !== 'object' || value === null || value instanceof Date) return true
  return Array.isArray(value) && (value.length === 0 || (value.length <= 8 && value.every((item) => typeof item !== 'object' || item === null)))
}
