import { serialize } from 'node:v8'
import { isLostInClone } from './lost-in-clone.ts'

/** A part of a value that a structured clone refuses. */
export interface Uncloneable { readonly path: string; readonly kind: string }

/** Finds the first part of `value` that cannot be cloned, depth first, by walking; undefined where all of it can. */
export function findUncloneable(value: unknown, name: string): Uncloneable | undefined {
  return walk({ value, path: name }, new Set())
}

interface Part { readonly value: unknown; readonly path: string }

function walk(part: Part, seen: Set<object>): Uncloneable | undefined {
  const { value, path } = part
  if (typeof value === 'function') return { path, kind: value.name === '' ? 'a function' : `the function ${value.name}` }
  if (typeof value === 'symbol') return { path, kind: 'a symbol' }
  if (typeof value !== 'object' || value === null || seen.has(value)) return undefined
  seen.add(value)
  for (const member of membersOf(value, path)) {
    const found = walk(member, seen)
    if (found !== undefined) return found
  }
  return isRefused(value) ? { path, kind: `a ${Object.prototype.toString.call(value).slice(8, -1)}` } : undefined
}

function* membersOf(value: object, path: string): Generator<Part> {
  if (ArrayBuffer.isView(value)) return
  if (value instanceof Map) {
    for (const [key, member] of value) {
      yield { value: key, path: `${path}.keys()` }
      yield { value: member, path: `${path}.get(${nameKey(key)})` }
    }
  } else if (value instanceof Set) {
    for (const member of value) yield { value: member, path: `${path}.values()` }
  } else if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) yield { value: member, path: `${path}[${index}]` }
  } else {
    for (const key of Object.keys(value)) yield { value: read(value, key), path: inside(path, key) }
  }
}

function read(value: object, key: string): unknown {
  try { return (value as Record<string, unknown>)[key] } catch { return undefined }
}

function inside(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`
}

function nameKey(key: unknown): string {
  return typeof key === 'string' ? JSON.stringify(key) : typeof key === 'number' ? String(key) : '…'
}

/** Its members were looked at already: what is refused now is refused for itself (a Promise, a WeakMap, a getter that throws). */
function isRefused(value: object): boolean {
  if (isLostInClone(value)) return true
  try { serialize(value); return false } catch { return true }
}
