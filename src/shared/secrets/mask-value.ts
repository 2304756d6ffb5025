import { isPlainObject } from '../grouping.ts'
import type { Mask } from './mask.ts'

/** A value with a mark in the place of each secret in its texts, at any depth; what has none stays the same object. */
export function maskValue(mask: Mask, value: unknown): unknown {
  return mask.empty ? value : masked(mask, value, new Map())
}

/** `known`: what was begun, so that circles end. */
function masked(mask: Mask, value: unknown, known: Map<object, unknown>): unknown {
  if (typeof value === 'string') return mask.text(value)
  if (typeof value !== 'object' || value === null) return value
  if (known.has(value)) return known.get(value)
  known.set(value, value)
  const copy = copyOf(value, (part) => masked(mask, part, known), (name) => mask.text(name))
  known.set(value, copy)
  return copy
}

function copyOf(value: object, part: (part: unknown) => unknown, name: (name: string) => string): unknown {
  if (Array.isArray(value)) {
    const parts = value.map(part)
    return parts.every((each, index) => Object.is(each, value[index])) ? value : parts
  }
  if (value instanceof Map) {
    const entries = [...value as Map<unknown, unknown>]
    const parts = entries.map(([key, item]) => [part(key), part(item)] as const)
    return same(parts, entries) ? value : new Map(parts)
  }
  if (value instanceof Set) {
    const items = [...value as Set<unknown>]
    const parts = items.map(part)
    return parts.every((each, index) => Object.is(each, items[index])) ? value : new Set(parts)
  }
  if (value instanceof Error) {
    const { message, stack } = value
    const copy = new Error(name(message))
    copy.name = value.name
    copy.stack = stack === undefined ? '' : name(stack)
    return copy.message === message && copy.stack === stack ? value : copy
  }
  if (!isPlainObject(value)) return value
  const entries = Object.entries(value)
  const parts = entries.map(([key, item]) => [name(key), part(item)] as const)
  return same(parts, entries) ? value : Object.fromEntries(parts)
}

type Entries = readonly (readonly [unknown, unknown])[]

function same(some: Entries, others: Entries): boolean {
  return some.every(([key, item], index) => {
    const other = others[index]
    return other !== undefined && Object.is(key, other[0]) && Object.is(item, other[1])
  })
}
