import type { ContentHash } from './brand.ts'
import { isPlainObject } from './grouping.ts'

/** Stands in a saved page for a part of a large value that the value store has already. */
export interface LargeMark { readonly $simmer: 'large'; readonly hash: ContentHash; readonly path: readonly string[] }

/** True for a mark in the place of a prop's value. */
export function isLargeMark(value: unknown): value is LargeMark {
  return isPlainObject(value) && value['$simmer'] === 'large' && typeof value['hash'] === 'string' && Array.isArray(value['path'])
}

/** The values that a saved page's state names by its marks. What is no page's state names none. */
export function markedValues(state: unknown): ReadonlySet<ContentHash> {
  const hashes = new Set<ContentHash>()
  if (!isPlainObject(state)) return hashes
  for (const list of [state['overlay'], state['kept']]) {
    for (const entry of Array.isArray(list) ? list as readonly unknown[] : []) {
      const props: unknown = Array.isArray(entry) ? entry[1] : undefined
      for (const value of isPlainObject(props) ? Object.values(props) : []) if (isLargeMark(value)) hashes.add(value.hash)
    }
  }
  return hashes
}
