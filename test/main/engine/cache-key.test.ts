import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { feedCanonical } from '../../../src/main/engine/canonical.ts'
import { preview } from '../../../src/main/engine/cache-key.ts'

function key(value: unknown): string {
  const hash = createHash('sha256')
  feedCanonical(hash, value)
  return hash.digest('hex')
}

/** What a script can be given, with the kinds that text-based keys confuse. */
const anyValue = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true })

/** The same value with every object's keys in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).reverse().map(([name, part]) => [name, reversed(part)]))
}

describe('The canonical encoding', () => {
  test('H2: the order of keys does not matter, at any depth', () => {
    fc.assert(fc.property(fc.object(), (value) => key(value) === key(reversed(value))))
  })

  test('H2: a structured clone has the same key', () => {
    fc.assert(fc.property(anyValue, (value) => {
      const plain: unknown = structuredClone(value)
      return key(plain) === key(structuredClone(plain))
    }))
  })

  test('H2: different values have different keys', () => {
    const text = (value: unknown): string => JSON.stringify(value)
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => text(reversed(a)) === text(reversed(b)) || key(a) !== key(b) || text(sorted(a)) === text(sorted(b))), { numRuns: 5_000 })
  })

  test.each([
    ['1 and "1"', 1, '1'], ['null and undefined', null, undefined], ['a Date and its text', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['a Map and an object', new Map([['a', 1]]), { a: 1 }], ['1n and 1', 1n, 1], ['true and "true"', true, 'true'], ['[] and {}', [], {}],
    ['[["a"],"b"] and ["a",["b"]]', [['a'], 'b'], ['a', ['b']]], ['{a: undefined} and {}', { a: undefined }, {}], ['"ab","c" and "a","bc"', ['ab', 'c'], ['a', 'bc']],
    ['a Set and its list', new Set([1]), [1]], ['an Int8Array and a Uint8Array', new Int8Array([1]), new Uint8Array([1])], ['NaN and null', Number.NaN, null],
  ])('H2: %s differ', (_name, a, b) => { expect(key(a)).not.toBe(key(b)) })

  test('H2: -0 and 0 are the same', () => { expect(key(-0)).toBe(key(0)) })

  test('refuses circles and functions, naming the path', () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = [circle]
    expect(() => key(circle)).toThrow('argument.self[0] contains itself')
    expect(() => key({ f: () => 1 })).toThrow(/argument\.f is .*function/)
  })
})

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return Object.is(value, -0) ? 0 : value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, part]) => [name, sorted(part)]))
}

describe('A preview', () => {
  test('keeps two long values that differ late apart, in 60 characters', () => {
    const [a, b] = [preview('x'.repeat(500) + 'a'), preview('x'.repeat(500) + 'b')]
    expect(a).not.toBe(b)
    expect(a.length).toBeLessThanOrEqual(60)
  })
})
