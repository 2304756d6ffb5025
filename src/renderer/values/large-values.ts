import type { ContentHash } from '../../shared/brand.ts'
import type { SavedPage } from '../../shared/change.ts'
import { isPlainObject } from '../../shared/grouping.ts'
import { isLargeMark, type LargeMark } from '../../shared/large-mark.ts'

type Read = (hash: ContentHash) => Promise<unknown>

/** A result is spread over its outputs: its parts this far down can be a prop's whole value. */
const deepest = 3
const mostMembers = 1_000
const marks = new WeakMap<object, LargeMark>()

/** Remembers where a large result came from, so that a page that shows it is saved without it. */
export function rememberLarge(value: unknown, hash: ContentHash, path: readonly string[] = []): void {
  if (typeof value !== 'object' || value === null) return
  marks.set(value, { $simmer: 'large', hash, path })
  if (path.length === deepest || !(Array.isArray(value) || isPlainObject(value))) return
  const keys = Object.keys(value)
  if (keys.length > mostMembers) return
  for (const key of keys) rememberLarge((value as Readonly<Record<string, unknown>>)[key], hash, [...path, key])
}

/** The page with marks in place of large results: what is saved a moment after each change must not be a copy of them. */
export function leaveOutLarge(page: SavedPage): SavedPage {
  return withProps(page, (value) => (typeof value === 'object' && value !== null ? marks.get(value) ?? value : value))
}

/** The page with its large results read back; one that is lost is null, as of a component that nothing was put out to. */
export async function putBackLarge(page: SavedPage, read: Read): Promise<SavedPage> {
  const hashes = new Set<ContentHash>()
  withProps(page, (value) => { if (isLargeMark(value)) hashes.add(value.hash); return value })
  const found = await Promise.all([...hashes].map(async (hash) => [hash, await read(hash).catch(() => null)] as const))
  const values = new Map(found)
  return withProps(page, (value) => (isLargeMark(value) ? partAt(values.get(value.hash), value.path) : value))
}

/** Passes every prop's value of a saved page through `change`. What is no page's state stays as it is: who restores it looks at it. */
function withProps(page: SavedPage, change: (value: unknown) => unknown): SavedPage {
  const { state } = page
  if (!isPlainObject(state)) return page
  const entries = (list: unknown): unknown => (Array.isArray(list) ? list.map((entry: unknown) => {
    if (!Array.isArray(entry) || !isPlainObject(entry[1])) return entry
    return [entry[0] as unknown, Object.fromEntries(Object.entries(entry[1]).map(([prop, value]) => [prop, change(value)]))]
  }) : list)
  return { ...page, state: { ...state, overlay: entries(state['overlay']), kept: entries(state['kept']) } }
}

function partAt(value: unknown, path: readonly string[]): unknown {
  let part = value
  for (const key of path) part = typeof part === 'object' && part !== null && Object.hasOwn(part, key) ? (part as Readonly<Record<string, unknown>>)[key] : null
  return part
}
