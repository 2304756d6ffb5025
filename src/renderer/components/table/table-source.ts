import { isPlainObject } from '../../../shared/grouping.ts'
import { humanName } from '../result/human-name.ts'

export interface TableColumn { readonly id: string; readonly label: string }
/** What a table shows, whatever shape the script gave it in. */
export interface TableSource {
  readonly length: number
  readonly columns: readonly TableColumn[]
  readonly cell: (row: number, column: string) => unknown
  /** A column that lies in one list or typed array, where the rows came as columns. */
  readonly list: (column: string) => ArrayLike<unknown> | undefined
  /** What is wrong with what was given, for people; null: nothing. */
  readonly problem: string | null
}

/** Rows looked at for their keys: later rows of loose data often have more. */
const rowsLookedAt = 100
const empty: TableSource = { length: 0, columns: [], cell: () => undefined, list: () => undefined, problem: null }

/** Reads rows of objects, rows of lists, or columns by name; `columns` says which to show, how called, and in what order. */
export function tableSource(rows: unknown, columns?: unknown): TableSource {
  const source = readRows(rows)
  const asked = Array.isArray(columns) ? columns.flatMap(readColumn) : []
  return asked.length === 0 ? source : { ...source, columns: asked }
}

function readRows(rows: unknown): TableSource {
  if (rows === null || rows === undefined) return empty
  if (Array.isArray(rows)) return rows.some(Array.isArray) && !rows.some(isPlainObject) ? fromLists(rows) : fromObjects(rows)
  if (isPlainObject(rows)) return fromColumns(rows)
  return { ...empty, problem: 'This is no table: expected a list of objects, or an object of lists by column.' }
}

function fromObjects(given: readonly unknown[]): TableSource {
  const rows = given.every((row) => typeof row === 'object' && row !== null) ? given as readonly Readonly<Record<string, unknown>>[] : given.map((row) => (isPlainObject(row) ? row : { value: row }))
  const ids = new Set(rows.slice(0, rowsLookedAt).flatMap((row) => Object.keys(row)))
  return { ...empty, length: rows.length, columns: [...ids].map(named), cell: (row, column) => rows[row]?.[column] }
}

function fromLists(rows: readonly unknown[]): TableSource {
  const lists = rows.map((row): readonly unknown[] => (Array.isArray(row) ? row : [row]))
  const width = lists.slice(0, rowsLookedAt).reduce((most, { length }) => Math.max(most, length), 0)
  const columns = Array.from({ length: width }, (_, index) => ({ id: String(index + 1), label: String(index + 1) }))
  return { ...empty, length: lists.length, columns, cell: (row, column) => lists[row]?.[Number(column) - 1] }
}

function fromColumns(given: Readonly<Record<string, unknown>>): TableSource {
  const wrong = Object.entries(given).find(([, list]) => !isList(list))
  if (wrong !== undefined) return { ...empty, problem: `This is no table: column "${wrong[0]}" is no list.` }
  const lists = given as Readonly<Record<string, ArrayLike<unknown>>>
  const lengths = Object.entries(lists).map(([id, { length }]) => [id, length] as const)
  const [first] = lengths
  const other = lengths.find(([, length]) => length !== first?.[1])
  return {
    length: lengths.reduce((most, [, length]) => Math.max(most, length), 0),
    columns: Object.keys(lists).map(named),
    cell: (row, column) => (Object.hasOwn(lists, column) ? lists[column]?.[row] : undefined),
    list: (column) => (Object.hasOwn(lists, column) ? lists[column] : undefined),
    problem: first === undefined || other === undefined ? null : `The columns are not of one length: "${first[0]}" has ${first[1]}, "${other[0]}" has ${other[1]}.`,
  }
}

/** Tells a list or a typed array from anything else. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))
}

function readColumn(column: unknown): TableColumn[] {
  if (typeof column === 'string') return [named(column)]
  if (typeof column !== 'object' || column === null || !('id' in column)) return []
  const id = String(column.id)
  return [{ id, label: 'label' in column && typeof column.label === 'string' ? column.label : humanName(id) }]
}

function named(id: string): TableColumn {
  return { id, label: humanName(id) }
}
