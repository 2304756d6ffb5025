import { type ComponentChild, isComponent } from '../../../shared/component.ts'
import { isPlainObject } from '../../../shared/grouping.ts'
import { pictureType } from '../../../shared/picture-type.ts'
import { isResultFile, type ResultFile } from '../../../shared/result-file.ts'
import { isList } from '../table/table-source.ts'
import { isFigure } from './figure.ts'
import { isQuantity } from './quantity.ts'

type Named = readonly (readonly [string, unknown])[]
/** How a result is drawn, told by what it is. */
export type ResultKind =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'scalar'; readonly value: unknown }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'layout'; readonly children: ComponentChild }
  | { readonly kind: 'figure'; readonly figure: unknown }
  | { readonly kind: 'picture'; readonly bytes: Uint8Array }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'files'; readonly files: readonly ResultFile[] }
  | { readonly kind: 'table'; readonly rows: unknown }
  | { readonly kind: 'list'; readonly items: ArrayLike<unknown> }
  | { readonly kind: 'parts'; readonly facts: Named; readonly sections: Named }
  | { readonly kind: 'tree'; readonly value: unknown }

/** Levels of parts within parts; what lies deeper is a tree. */
const deepest = 3

export function resultKind(value: unknown, depth = 0): ResultKind {
  if (value === undefined || value === null) return { kind: 'nothing' }
  if (typeof value === 'string') return value.length > 80 || value.includes('\n') ? { kind: 'text', text: value } : { kind: 'scalar', value }
  if (typeof value !== 'object' || value instanceof Date || isQuantity(value)) return { kind: 'scalar', value }
  if (isComponent(value)) return { kind: 'layout', children: value }
  if (isResultFile(value)) return { kind: 'files', files: [value] }
  if (isFigure(value)) return { kind: 'figure', figure: value }
  const bytes = bytesOf(value)
  if (bytes !== null) return pictureType(bytes) === null ? { kind: 'bytes', bytes } : { kind: 'picture', bytes }
  if (value instanceof Map) return { kind: 'table', rows: [...value as ReadonlyMap<unknown, unknown>].map(([key, held]) => ({ key, value: held })) }
  if (value instanceof Set) return listKind([...value])
  if (ArrayBuffer.isView(value)) return isList(value) ? { kind: 'list', items: value } : { kind: 'tree', value }
  if (Array.isArray(value)) return listKind(value)
  return isPlainObject(value) ? objectKind(value, depth) : { kind: 'tree', value }
}

function bytesOf(value: object): Uint8Array | null {
  if (value instanceof ArrayBuffer) return new Uint8Array(value)
  return value instanceof Uint8Array ? value : null
}

function listKind(items: readonly unknown[]): ResultKind {
  if (items.length === 0) return { kind: 'list', items }
  if (items.every(isComponent)) return { kind: 'layout', children: items }
  if (items.every(isResultFile)) return { kind: 'files', files: items }
  if (items.every((item) => isPlainObject(item) && !isQuantity(item)) && !items.some(isDrawn)) return { kind: 'table', rows: items }
  if (items.every(isRow)) return { kind: 'table', rows: items }
  if (items.every(isSmall)) return { kind: 'list', items }
  // A few that are drawn, each by itself; else what nobody can name is looked through as a tree.
  if (items.length <= 20 && items.some(isDrawn)) return { kind: 'parts', facts: [], sections: items.map((item, index) => [String(index + 1), item] as const) }
  return { kind: 'tree', value: items }
}

function isRow(item: unknown): item is readonly unknown[] {
  return Array.isArray(item) && item.every(isCell)
}

function objectKind(value: Readonly<Record<string, unknown>>, depth: number): ResultKind {
  if (isColumns(value)) return { kind: 'table', rows: value }
  const entries = Object.entries(value)
  const sections = entries.filter(([, part]) => !isSmall(part))
  if (sections.length > 0 && (depth >= deepest || (depth > 0 && !sections.some(([, part]) => isBig(part))))) return { kind: 'tree', value }
  return { kind: 'parts', facts: entries.filter(([, part]) => isSmall(part)), sections }
}

/** Columns by name: at least two of them, of one length, with two rows or more. */
function isColumns(value: Readonly<Record<string, unknown>>): boolean {
  const columns = Object.values(value)
  const [first] = columns
  return columns.length >= 2 && isList(first) && first.length >= 2
    && columns.every((column) => isList(column) && column.length === first.length && (!Array.isArray(column) || column.every(isCell)))
}

function isCell(value: unknown): boolean {
  return typeof value !== 'object' || value === null || value instanceof Date || isQuantity(value)
}

/** True for what is no plain data: it has a drawing of its own. */
function isDrawn(value: unknown): boolean {
  return isComponent(value) || isResultFile(value) || isFigure(value) || (value instanceof Uint8Array && pictureType(value) !== null)
}

/** True for parts that want a place of their own: a figure, a table, a picture, long text. */
function isBig(value: unknown): boolean {
  return isDrawn(value) || ['table', 'text', 'bytes'].includes(resultKind(value, deepest).kind)
}

/** True for what fits into one line beside its name. */
function isSmall(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= 200 && !value.includes('\n')
  if (isCell(value)) return true
  return Array.isArray(value) && value.length <= 8 && value.every((item) => typeof item !== 'object' || item === null)
}

/** True where every section would be a tree of its own: one tree of all reads better. */
export function areTrees(sections: Named, depth: number): boolean {
  return sections.length > 1 && sections.every(([, part]) => resultKind(part, depth + 1).kind === 'tree')
}
