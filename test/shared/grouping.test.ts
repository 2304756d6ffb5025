import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Grouping } from '../../src/shared/dependency.ts'
import { flattenSchema, flattenValue, mapGrouping, nameKind, rebuildGrouping, validateGrouping } from '../../src/shared/grouping.ts'

const isNumber = (candidate: unknown): candidate is number => typeof candidate === 'number'
const firstIntegers = (size: number): readonly number[] => Array.from({ length: size }, (_, index) => index)
const keyed = (size: number) => Object.fromEntries(firstIntegers(size).map((index) => ['ABCD'[index] ?? '', index]))

const fixtures: readonly (readonly [string, Grouping<number>, number])[] = [
  ['scalar', 0, 1],
  ...firstIntegers(5).map((size) => [`list of ${size}`, firstIntegers(size), size] as const),
  ...firstIntegers(5).map((size) => [`object of ${size}`, keyed(size), size] as const),
  ['mixed 1', [[0, 1], 2], 3],
  ['mixed 2', [0, [1, [2, 3], []], [], [4, [[5, [6, [7, 8]]], 9]]], 10],
  ['mixed 3', { A: [0, 1], B: 2 }, 3],
  ['mixed 4', { k0: 0, k6: { k1: 1, k2: { k3: 2, k4: 3 }, k5: [] }, k7: [], k13: { k8: 4, k9: { k10: { k11: 5 }, k12: 6 } } }, 7],
  ['mixed 5', [{ k0: 0, k6: { k1: 1, k2: { k3: 2, k4: 3 }, k5: [] }, k7: [], k13: { k8: 4, k9: [5, 6], k12: [] } }, 7, [[8, { k13: [9, 10, 11], k14: { k15: 12 } }], []]], 13],
]

const reversed = (value: unknown): unknown => Array.isArray(value) ? value.map(reversed)
  : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).reverse().map(([key, part]) => [key, reversed(part)])) : value

describe.each(fixtures)('the grouping fixture GF %s', (_name, schema, size) => {
  it('B5: flattens to its scalars in reading order', () => {
    expect(flattenSchema(schema, isNumber)).toEqual(firstIntegers(size))
    expect(flattenValue(schema, schema, isNumber)).toEqual(firstIntegers(size))
  })
  it('B5: flattens a value with its keys reversed in the order of the schema', () => {
    expect(flattenValue(schema, reversed(schema), isNumber)).toEqual(firstIntegers(size))
  })
  it('B5: is rebuilt from letters in the same shape', () => {
    const letters = firstIntegers(size).map((index) => String.fromCodePoint(97 + index))
    const rebuilt = rebuildGrouping(schema, letters, isNumber)
    expect(validateGrouping(schema, rebuilt, { isScalar: isNumber })).toBeUndefined()
    expect(flattenValue(schema, rebuilt, isNumber)).toEqual(letters)
  })
  it('B5: keeps its shape when it is mapped', () => {
    const mapped = mapGrouping(schema, (x) => 2 * x + 5, isNumber)
    expect(flattenSchema(mapped, isNumber)).toEqual(firstIntegers(size).map((x) => 2 * x + 5))
    expect(validateGrouping(schema, mapped, { isScalar: isNumber })).toBeUndefined()
  })
  it('B5: refuses null by its kind, unless it is a scalar that takes anything', () => {
    expect(validateGrouping(schema, null, { isScalar: isNumber })).toEqual(isNumber(schema) ? undefined : expect.objectContaining({ path: '', received: 'null' }))
  })
})

/** The lists and objects in a value, by their path, each with the value as it is with that one changed. */
function changedParts(value: unknown, change: (part: object) => unknown, path = ''): readonly { readonly path: string; readonly part: object; readonly changed: unknown }[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, member]) =>
    changedParts(member, change, Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`)
      .map((found) => ({ ...found, changed: Array.isArray(value) ? value.with(Number(key), found.changed) : { ...value, [key]: found.changed } })))
  return [{ path, part: value, changed: change(value) }, ...inside]
}

describe.each(fixtures.filter(([, schema]) => !isNumber(schema)))('the grouping fixture GF %s', (_name, schema) => {
  const mismatch = (value: unknown) => validateGrouping(schema, value, { isScalar: isNumber })
  it('B5: is not fitted by null in the place of any of its lists and objects', () => {
    for (const { path, changed } of changedParts(schema, () => null)) expect(mismatch(changed)).toMatchObject({ path, received: 'null' })
  })
  it('B5: is not fitted by one item or key more, anywhere', () => {
    for (const { path, part, changed } of changedParts(schema, (part) => Array.isArray(part) ? [...part as unknown[], 0] : { ...part, more: 0 })) {
      expect(mismatch(changed)).toMatchObject(Array.isArray(part) ? { path, expected: `${part.length} items`, received: `${part.length + 1} items` } : { path, expected: expect.stringContaining('the keys ') as string, received: expect.stringContaining('more') as string })
    }
  })
  it('B5: is not fitted by one item or key less, nor by other keys of the same number', () => {
    const less = (part: object): unknown => Array.isArray(part) ? part.slice(1) : Object.fromEntries(Object.entries(part).slice(1))
    const other = (part: object): unknown => Array.isArray(part) ? part : Object.fromEntries(Object.entries(part).map(([key, member]) => [`${key}'`, member as unknown]))
    for (const { path, part, changed } of changedParts(schema, less)) if (Object.keys(part).length > 0) expect(mismatch(changed)).toMatchObject({ path })
    for (const { path, part, changed } of changedParts(schema, other)) if (!Array.isArray(part) && Object.keys(part).length > 0) expect(mismatch(changed)).toMatchObject({ path })
  })
})

describe('validateGrouping', () => {
  const schema = { a: [0, 1], b: { c: 2 } }
  it.each([
    [{ a: [0], b: { c: 1 } }, 'a', '2 items', '1 items'],
    [{ a: [0, 1, 2], b: { c: 1 } }, 'a', '2 items', '3 items'],
    [{ a: 'x', b: { c: 1 } }, 'a', 'an array of 2', 'the string x'],
    [{ a: [0, 1], b: { d: 1 } }, 'b', 'the keys c', 'the keys d'],
    [{ a: [0, 1] }, '', 'the keys a, b', 'the keys a'],
    [{ a: [0, 1], b: { c: 1 }, z: 1 }, '', 'the keys a, b', 'the keys a, b, z'],
    [{ a: [0, 1], b: new Map() }, 'b', 'an object with c', 'a Map'],
    [[], '', 'an object with a, b', 'an array of 0'],
  ])('B3 tells where %j differs', (value, path, expected, received) => {
    expect(validateGrouping(schema, value, { isScalar: isNumber })).toEqual({ path, expected, received })
  })

  it('B3 names places in arrays of arrays', () => {
    expect(validateGrouping([[0, [1]]], [[0, [1, 2]]], { isScalar: isNumber })).toMatchObject({ path: '[0][1]' })
  })

  it('D6 lets an accepted value stand for any part', () => {
    const accepts = (part: unknown) => part === 'skip'
    for (const value of ['skip', { a: 'skip', b: { c: 1 } }, { a: [0, 'skip'], b: 'skip' }]) {
      expect(validateGrouping(schema, value, { isScalar: isNumber, accepts })).toBeUndefined()
    }
  })

  it('names kinds', () => {
    expect([null, undefined, [1], { a: 1 }, {}, new Date(), 'x', 1n].map(nameKind))
      .toEqual(['null', 'undefined', 'an array of 1', 'an object with a', 'an object with no keys', 'a Date', 'the string x', 'the bigint 1'])
  })
})

describe('the laws of groupings', () => {
  const key = fc.oneof(fc.stringMatching(/^[a-z]{1,3}$/), fc.constantFrom('0', '10', '2', 'constructor', '__proto__', 'a.b', '[0]', ''))
  const { schema: groupings } = fc.letrec<{ schema: Grouping<number> }>((tie) => ({
    schema: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.integer(), fc.array(tie('schema'), { maxLength: 4 }), fc.dictionary(key, tie('schema'), { maxKeys: 4, noNullPrototype: true })),
  }))

  it('B1 rebuilding what was flattened gives the same', () => {
    fc.assert(fc.property(groupings, (schema) => { expect(rebuildGrouping(schema, flattenSchema(schema, isNumber), isNumber)).toEqual(schema) }))
  })
  it('B1 mapping and flattening commute', () => {
    fc.assert(fc.property(groupings, (schema) => {
      expect(flattenSchema(mapGrouping(schema, (x) => x * 2, isNumber), isNumber)).toEqual(flattenSchema(schema, isNumber).map((x) => x * 2))
    }))
  })
  it('B3 every grouping fits itself, and flattens alike as a schema and as a value', () => {
    fc.assert(fc.property(groupings, (schema) => {
      expect(validateGrouping(schema, schema, { isScalar: isNumber })).toBeUndefined()
      expect(flattenValue(schema, schema, isNumber)).toEqual(flattenSchema(schema, isNumber))
    }))
  })
  it('B3 a grouping with one part more or less does not fit', () => {
    fc.assert(fc.property(fc.array(groupings, { maxLength: 3 }), groupings, (parts, extra) => {
      expect(validateGrouping(parts, [...parts, extra], { isScalar: isNumber })).toBeDefined()
      expect(validateGrouping([...parts, extra], parts, { isScalar: isNumber })).toBeDefined()
    }))
  })
})
