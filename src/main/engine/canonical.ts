import type { Hash } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'
import { isPlainObject, nameKind } from '../../shared/grouping.ts'

/**
 * Feeds `value` to `hash` so that equal values feed equal bytes and different ones never do (H2): every part is
 * tagged with its kind and its length. Object keys are sorted, -0 is 0; 1 and "1", null and undefined, a Date and
 * its text, a Map and an object, 1n and 1 all differ. Maps and sets count in their own order, since that is how a
 * script sees them. Throws BAD_ARGUMENT, naming the path, for circles and for what structured clone cannot carry.
 */
export function feedCanonical(hash: Hash, value: unknown, path = 'argument'): void {
  feed({ hash, above: [] }, value, path)
}

interface Feeding { readonly hash: Hash; readonly above: readonly object[] }

function feed(to: Feeding, value: unknown, path: string): void {
  if (typeof value === 'object' && value !== null) { feedObject(to, value, path); return }
  switch (typeof value) {
    case 'string': tagged(to.hash, 's', value); return
    case 'number': tagged(to.hash, 'n', Object.is(value, -0) ? '0' : String(value)); return
    case 'bigint': tagged(to.hash, 'i', String(value)); return
    case 'boolean': tagged(to.hash, 'b', String(value)); return
    case 'undefined': tagged(to.hash, 'u', ''); return
    case 'object': tagged(to.hash, 'z', ''); return
    default: throw new AppError('BAD_ARGUMENT', `${path} is ${nameKind(value)}, which cannot be part of a cache key`, { hint: 'Pass plain values, or name the argument in cacheArgsToSkip.' })
  }
}

function feedObject(to: Feeding, value: object, path: string): void {
  if (to.above.includes(value)) throw new AppError('BAD_ARGUMENT', `${path} contains itself, which cannot be part of a cache key`)
  const inner: Feeding = { hash: to.hash, above: [...to.above, value] }
  if (Array.isArray(value)) {
    tagged(to.hash, 'a', String(value.length))
    value.forEach((item: unknown, index) => { feed(inner, item, `${path}[${index}]`) })
  } else if (value instanceof Date) tagged(to.hash, 'd', String(value.getTime()))
  else if (value instanceof RegExp) tagged(to.hash, 'r', String(value))
  else if (value instanceof Map) {
    tagged(to.hash, 'm', String(value.size))
    for (const [key, item] of value as Map<unknown, unknown>) { feed(inner, key, `${path} key`); feed(inner, item, `${path}.get(…)`) }
  } else if (value instanceof Set) {
    tagged(to.hash, 't', String(value.size))
    for (const item of value as Set<unknown>) feed(inner, item, `${path} member`)
  } else if (ArrayBuffer.isView(value)) bytes(to.hash, value.constructor.name, new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  else if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) bytes(to.hash, 'ArrayBuffer', new Uint8Array(value))
  else if (value instanceof Error) tagged(to.hash, 'e', `${value.name}\n${value.message}`)
  else if (isPlainObject(value)) {
    const keys = Object.keys(value).sort()
    tagged(to.hash, 'o', String(keys.length))
    for (const key of keys) { tagged(to.hash, 'k', key); feed(inner, value[key], `${path}.${key}`) }
  } else throw new AppError('BAD_ARGUMENT', `${path} is ${nameKind(value)}, which cannot be part of a cache key`)
}

function tagged(hash: Hash, tag: string, text: string): void {
  hash.update(`${tag}${Buffer.byteLength(text)}:${text}`)
}

function bytes(hash: Hash, name: string, view: Uint8Array): void {
  tagged(hash, 'y', `${name}${view.byteLength}`)
  hash.update(view)
}
