import { serialize } from 'node:v8'
import { isLostInClone } from './lost-in-clone.ts'
import { membersByPath, type PartByPath } from './members-by-path.ts'

/** A part of a value that a structured clone refuses. */
export interface Uncloneable { readonly path: string; readonly kind: string }

/** Finds the first part of `value` that cannot be cloned, depth first, by walking; undefined where all of it can. */
export function findUncloneable(value: unknown, name: string): Uncloneable | undefined {
  return walk({ value, path: name }, new Set())
}

function walk(part: PartByPath, seen: Set<object>): Uncloneable | undefined {
  const { value, path, refusal } = part
  if (refusal !== undefined) return { path, kind: `a getter that throws (${refusal})` }
  if (typeof value === 'function') return { path, kind: value.name === '' ? 'a function' : `the function ${value.name}` }
  if (typeof value === 'symbol') return { path, kind: 'a symbol' }
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined
  seen.add(value)
  for (const member of membersByPath(value, path)) {
    const found = walk(member, seen)
    if (found !== undefined) return found
  }
  return isRefused(value) ? { path, kind: `a ${Object.prototype.toString.call(value).slice(8, -1)}` } : undefined
}

/** Its members were looked at already: what is refused now is refused for itself (a Promise, a WeakMap). */
function isRefused(value: object): boolean {
  if (isLostInClone(value)) return true
  try { serialize(value); return false } catch { return true }
}
