import { createHash, type Hash } from 'node:crypto'
import { AppError } from '../../shared/errors.ts'
import { isPlainObject, nameKind } from '../../shared/grouping.ts'

/**
 * sha256 of `value` so that equal values have equal digests and different ones never do (H2). What counts is what a script can
 * be given, that is what a structured clone carries: every part is tagged with its kind and its length.
 *
 * - Object keys are sorted; -0 is 0 (in a typed array its bytes count). Symbol keys are not there for a clone either.
 * - 1 and "1", null and undefined, a member that is undefined and one that is not there, a hole of a list and undefined,
 *   a Date and its text, a Map and an object, 1n and 1, 1 and `new Number(1)`, arrays of different types with the same bytes: all differ.
 * - Maps and sets count in their own order, since that is how a script sees them. Strings count by their units, lone surrogates too.
 * - An object that contains itself is told by how far up it is; one that is there twice counts twice. An error counts by name,
 *   message and cause, not by its stack, which says where it was made.
 *
 * Throws BAD_ARGUMENT, naming the path, for what a clone cannot carry and for what is nested too deeply.
 */
export function digestOf(value: unknown, name = 'argument'): string {
  const hash = createHash('sha256')
  const feeding: Feeding = { hash, above: new Map(), trail: [name] }
  try { feed(feeding, value) } catch (thrown) {
    if (thrown instanceof RangeError) throw new AppError('BAD_ARGUMENT', `${name} is nested too deeply to be part of a cache key`, { hint })
    throw thrown
  }
  return hash.digest('hex')
}

const hint = 'Pass plain values, or name the argument in cacheArgsToSkip.'

interface Feeding {
  readonly hash: Hash
  /** What is being fed, by how deep it lies. */
  readonly above: Map<object, number>
  /** Where the walk is, in pieces of text. */
  readonly trail: string[]
}

function feed(to: Feeding, value: unknown): void {
  switch (typeof value) {
    case 'string': tagged(to.hash, 's', value); return
    case 'number': tagged(to.hash, 'n', Object.is(value, -0) ? '0' : String(value)); return
    case 'bigint': tagged(to.hash, 'i', String(value)); return
    case 'boolean': tagged(to.hash, 'b', String(value)); return
    case 'undefined': tagged(to.hash, 'u', ''); return
    case 'object': if (value === null) tagged(to.hash, 'z', ''); else feedObject(to, value); return
    default: throw refusal(to, value)
  }
}

function feedObject(to: Feeding, value: object): void {
  const known = to.above.get(value)
  if (known !== undefined) { tagged(to.hash, 'c', String(to.above.size - known)); return }
  to.above.set(value, to.above.size)
  feedMembers(to, value)
  to.above.delete(value)
}

function feedMembers(to: Feeding, value: object): void {
  const { hash } = to
  if (Array.isArray(value)) feedArray(to, value)
  else if (value instanceof Date) tagged(hash, 'd', String(value.getTime()))
  else if (value instanceof RegExp) tagged(hash, 'r', String(value))
  else if (value instanceof Map) feedMap(to, value as Map<unknown, unknown>)
  else if (value instanceof Set) {
    tagged(hash, 't', String(value.size))
    for (const item of value as Set<unknown>) feedAt(to, '.member', item)
  } else if (ArrayBuffer.isView(value)) bytes(hash, value, new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  else if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer) bytes(hash, value, new Uint8Array(value))
  else if (value instanceof Error) feedError(to, value)
  else if (value instanceof Number || value instanceof String || value instanceof Boolean || Object.prototype.toString.call(value) === '[object BigInt]') {
    tagged(hash, 'p', '')
    feed(to, value.valueOf())
  } else if (isPlainObject(value)) feedKeys(to, value, Object.keys(value).sort())
  else throw refusal(to, value)
}

/** A list may have holes, and members by name beside its items: a clone keeps both. */
function feedArray(to: Feeding, list: readonly unknown[]): void {
  tagged(to.hash, 'a', String(list.length))
  for (let index = 0; index < list.length; index++) {
    if (index in list) feedAt(to, `[${index}]`, list[index])
    else tagged(to.hash, 'h', '')
  }
  const keys = Object.keys(list)
  // Its items are named first, in their order: whatever is more than they are is a name.
  if (keys.length > 0 && !isIndex(keys.at(-1) ?? '', list.length)) {
    feedKeys(to, list as unknown as Readonly<Record<string, unknown>>, keys.filter((key) => !isIndex(key, list.length)).sort())
  }
}

function isIndex(key: string, length: number): boolean {
  const index = Number(key)
  return Number.isInteger(index) && index >= 0 && index < length && String(index) === key
}

function feedMap(to: Feeding, map: ReadonlyMap<unknown, unknown>): void {
  tagged(to.hash, 'm', String(map.size))
  for (const [key, item] of map) {
    feedAt(to, '.key', key)
    feedAt(to, '.get(…)', item)
  }
}

function feedError(to: Feeding, error: Error): void {
  tagged(to.hash, 'e', error.name)
  tagged(to.hash, 's', error.message)
  if (Object.hasOwn(error, 'cause')) feedAt(to, '.cause', error.cause)
  else tagged(to.hash, 'h', '')
}

function feedKeys(to: Feeding, value: Readonly<Record<string, unknown>>, keys: readonly string[]): void {
  tagged(to.hash, 'o', String(keys.length))
  for (const key of keys) {
    tagged(to.hash, 'k', key)
    feedAt(to, `.${key}`, value[key])
  }
}

function feedAt(to: Feeding, step: string, value: unknown): void {
  to.trail.push(step)
  feed(to, value)
  to.trail.pop()
}

/** A string with half a pair in it would lose it as UTF-8: it counts by its units, under a tag of its own. */
function tagged(hash: Hash, tag: string, text: string): void {
  if (text.isWellFormed()) hash.update(`${tag}${Buffer.byteLength(text)}:${text}`)
  else hash.update(`${tag.toUpperCase()}${text.length * 2}:`).update(Buffer.from(text, 'utf16le'))
}

/** The kind as the language has it: a Buffer is a Uint8Array, and comes out of a clone as one. */
function bytes(hash: Hash, value: object, view: Uint8Array): void {
  tagged(hash, 'y', `${Object.prototype.toString.call(value).slice(8, -1)} ${view.byteLength}`)
  hash.update(view)
}

function refusal({ trail }: Feeding, value: unknown): AppError {
  return new AppError('BAD_ARGUMENT', `${trail.join('')} is ${nameKind(value)}, which cannot be part of a cache key`, { hint })
}
