import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digestOf } from '../../../src/main/engine/canonical.ts'
import { fullSize, isFullSize } from '../../support/full-size.ts'

const bytesOf: readonly ((buffer: ArrayBuffer) => ArrayBufferView)[] = [
  (buffer) => new Int8Array(buffer), (buffer) => new Uint8Array(buffer), (buffer) => new Uint8ClampedArray(buffer), (buffer) => new Int16Array(buffer),
  (buffer) => new Uint16Array(buffer), (buffer) => new Int32Array(buffer), (buffer) => new Uint32Array(buffer), (buffer) => new Float32Array(buffer),
  (buffer) => new Float64Array(buffer), (buffer) => new BigInt64Array(buffer), (buffer) => new BigUint64Array(buffer), (buffer) => new DataView(buffer),
]
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    0, -0, 1, -1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2 ** 53, 0.1 + 0.2, 0.3, '', '0', '1', '-1', 'NaN', 'null', 'undefined', '\ud800', '\udc00', '\ufffd', 'a\ud800', 'é', 'e\u0301',
    0n, 1n, -1n, 2n ** 64n, true, false, null, undefined, new Date(0), new Date(1), new Date(Number.NaN), '1970-01-01T00:00:00.000Z', /a/u, /a/g, /[/]g/, '/a/g',
    Object(1), Object('1'), Object(true), Object(1n), new Error('a'), new TypeError('a'), new Error('a', { cause: undefined }), new Error('a', { cause: 1 }), new Error('Error\na'),
  ),
  fc.string({ maxLength: 3 }), fc.string({ unit: 'binary', maxLength: 3 }), fc.double(), fc.bigInt({ min: -3n, max: 3n }), fc.integer({ min: -3, max: 3 }),
  fc.tuple(fc.constantFrom(...bytesOf), fc.constantFrom<readonly number[]>([], [0], [1], [0, 1])).map(([viewOf, eighths]) => viewOf(new Uint8Array(eighths.flatMap((byte) => [byte, 0, 0, 0, 0, 0, 0, 0])).buffer)),
  fc.constantFrom([], [1]).map((bytes) => new Uint8Array(bytes).buffer),
)
const name = fc.constantFrom('a', 'b', 'ab', '', '0', '1', 'length', '\ud800', '\ufffd')
type Parts = Readonly<Record<'value' | 'list' | 'sparse' | 'object' | 'map' | 'set', unknown>>
/** Everything that a structured clone carries, from few enough parts that equal and nearly equal values come up often. */
const { value: anyValue } = fc.letrec<Parts>((tie) => ({
  value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, leaf, tie('list'), tie('sparse'), tie('object'), tie('map'), tie('set')),
  list: fc.array(tie('value'), { maxLength: 3 }),
  sparse: fc.sparseArray(tie('value'), { maxLength: 4, maxNumElements: 2 }),
  object: fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  map: fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 2 }).map((entries) => new Map(entries)),
  set: fc.array(tie('value'), { maxLength: 3 }).map((items) => new Set(items)),
}))

/** The same value told in nothing but lists and strings, by another way than the encoding: what {@link digestOf} says is the same. */
function told(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return [typeof value, Object.is(value, -0) ? '0' : String(value), value === null]
  if (Array.isArray(value)) return ['list', Array.from({ length: value.length }, (_, index) => (index in value ? told(value[index]) : 'hole'))]
  if (value instanceof Map) return ['map', [...value as Map<unknown, unknown>].map(([key, item]) => [told(key), told(item)])]
  if (value instanceof Set) return ['set', [...value as Set<unknown>].map(told)]
  if (value instanceof Date) return ['date', String(value.getTime())]
  if (value instanceof RegExp) return ['pattern', value.source, value.flags]
  if (value instanceof Error) return ['error', value.name, value.message, 'cause' in value ? ['cause', told(value.cause)] : []]
  if (ArrayBuffer.isView(value)) return [value.constructor.name, ...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)]
  if (value instanceof ArrayBuffer) return ['buffer', ...new Uint8Array(value)]
  if (typeof value.valueOf() !== 'object') return ['boxed', told(value.valueOf())]
  return ['object', Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, told(part)])]
}

/** The same value with every object's keys in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) {
    const copy: unknown[] = new Array(value.length)
    value.forEach((item, index) => { copy[index] = reversed(item) })
    return copy
  }
  if (value instanceof Map) return new Map([...value as Map<unknown, unknown>].map(([key, item]) => [key, reversed(item)]))
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([key, part]) => [key, reversed(part)]))
}

const pairs = fullSize(3_000, 100_000)
const timeout = isFullSize ? 600_000 : 20_000

describe('The canonical encoding', () => {
  test('H2: different values never collide, and equal ones always meet', { timeout }, () => {
    const seen = { equal: 0, different: 0 }
    fc.assert(fc.property(anyValue, anyValue, (a, b) => {
      const same = isDeepStrictEqual(told(a), told(b))
      seen[same ? 'equal' : 'different'] += 1
      return same === (digestOf(a) === digestOf(b))
    }), { numRuns: pairs })
    // Else the one half of what is claimed was never looked at.
    expect(seen.equal).toBeGreaterThan(pairs / 1_000)
    expect(seen.different).toBeGreaterThan(pairs / 2)
  })

  test('H2: values that differ in one place alone never collide', { timeout }, () => {
    const around = fc.constantFrom<(part: unknown) => unknown>(
      (part) => part, (part) => [part], (part) => [[part], 1], (part) => ({ a: part }), (part) => ({ a: { b: part }, c: 1 }), (part) => new Map([[part, 1]]), (part) => new Map([[1, part]]), (part) => new Set([part]),
      (part) => [1, part], (part) => new Error('a', { cause: part }),
    )
    fc.assert(fc.property(around, anyValue, anyValue, (wrap, a, b) => isDeepStrictEqual(told(a), told(b)) === (digestOf(wrap(a)) === digestOf(wrap(b)))), { numRuns: pairs })
  })

  test('H2: the order of keys does not matter, at any depth', { timeout }, () => {
    fc.assert(fc.property(anyValue, (value) => digestOf(value) === digestOf(reversed(value))), { numRuns: pairs })
  })

  test('H2: a structured clone, as every argument is one, is the same', { timeout }, () => {
    fc.assert(fc.property(anyValue, (value) => digestOf(value) === digestOf(structuredClone(value))), { numRuns: pairs })
  })

  test.each<[string, unknown, unknown]>([
    ['1 and "1"', 1, '1'], ['null and undefined', null, undefined], ['a Date and its text', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['a Map and an object', new Map([['a', 1]]), { a: 1 }], ['1n and 1', 1n, 1], ['true and "true"', true, 'true'], ['[] and {}', [], {}],
    ['[["a"],"b"] and ["a",["b"]]', [['a'], 'b'], ['a', ['b']]], ['{a: undefined} and {}', { a: undefined }, {}], ['["ab","c"] and ["a","bc"]', ['ab', 'c'], ['a', 'bc']],
    ['a Set and its list', new Set([1]), [1]], ['the same members in another order of a Set', new Set([1, 2]), new Set([2, 1])],
    ['an Int8Array and a Uint8Array', new Int8Array([1]), new Uint8Array([1])], ['NaN and null', Number.NaN, null],
    ['a hole and undefined', [, 1], [undefined, 1]],
    ['a hole before and after', [, 1], [1, ,]],
    ['a list with and without a name beside its items', Object.assign([1], { index: 0 }), [1]],
    ['two halves of pairs', '\ud800', '\ud801'], ['half a pair and what stands for it', '\ud800', '\ufffd'], ['keys with half a pair', { '\ud800': 1 }, { '\ud801': 1 }],
    ['a number in a box and without', Object(1), 1], ['an error with and without a cause', new Error('a', { cause: undefined }), new Error('a')],
    ['a buffer and a view of it', new Uint8Array([1]).buffer, new Uint8Array([1])],
  ])('H2: %s differ', (_name, a, b) => { expect(digestOf(a)).not.toBe(digestOf(b)) })

  test.each<[string, unknown, unknown]>([
    ['-0 and 0', -0, 0], ['a Buffer and a Uint8Array', Buffer.from([1, 2]), new Uint8Array([1, 2])], ['a view into a larger buffer and its own', new Uint8Array([9, 1, 2]).subarray(1), new Uint8Array([1, 2])],
    ['objects with and without symbol keys', { a: 1, [Symbol('s')]: 2 }, { a: 1 }], ['what is there twice, and two that are alike', ((one) => [one, one])({ a: 1 }), [{ a: 1 }, { a: 1 }]],
    ['errors made in different places', new Error('a'), (() => new Error('a'))()],
  ])('H2: %s are the same', (_name, a, b) => { expect(digestOf(a)).toBe(digestOf(b)) })

  test('H2: what contains itself is told by where it does', () => {
    const circle = (depth: number): unknown => {
      const outer: Record<string, unknown> = {}
      const inner: Record<string, unknown> = { outer }
      outer['inner'] = inner
      inner['self'] = depth === 0 ? inner : outer
      return outer
    }
    expect(digestOf(circle(0))).toBe(digestOf(structuredClone(circle(0))))
    expect(digestOf(circle(0))).not.toBe(digestOf(circle(1)))
  })

  test('H2: a value that no clone carries is refused by its path, and one that is nested without end by its name', () => {
    expect(() => digestOf({ list: [1, { f: () => 1 }] }, 'limit')).toThrow(/^limit\.list\[1\]\.f is .*function/)
    expect(() => digestOf([Symbol('s')])).toThrow(/^argument\[0\] is the symbol/)
    let deep: unknown = 1
    for (let depth = 0; depth < 200_000; depth++) deep = [deep]
    expect(() => digestOf(deep, 'limit')).toThrow('limit is nested too deeply')
  })
})
