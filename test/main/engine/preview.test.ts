import { describe, expect, test } from 'vitest'
import { digestOf } from '../../../src/main/engine/canonical.ts'
import { preview } from '../../../src/main/engine/preview.ts'

const withDigest = (value: unknown): string => preview(value, () => digestOf(value))

describe('A preview', () => {
  test.each<[unknown, string]>([
    [1, '1'], [10n, '10n'], ['text', 'text'], [null, 'null'], [undefined, 'undefined'], [new Date(0), '1970-01-01T00:00:00.000Z'], [new Date(Number.NaN), 'an invalid date'],
    [[1, 'a', null], '[1,"a",null]'], [{ a: { b: [1n] } }, '{"a":{"b":[1n]}}'], [/a/g, '/a/g'],
  ])('tells %o as %s', (value, text) => { expect(withDigest(value)).toBe(text) })

  test.each<[string, unknown, unknown]>([
    ['long texts', `${'x'.repeat(500)}a`, `${'x'.repeat(500)}b`], ['maps', new Map([[1, 2]]), new Map([[1, 3]])], ['bytes', new Uint8Array(1_000), new Uint8Array(1_000).fill(1)],
    ['long lists', Array.from({ length: 1_000 }, () => 1), [...Array.from({ length: 999 }, () => 1), 2]], ['deep values', [[[[[[1]]]]]], [[[[[[2]]]]]]],
  ])('H11: keeps two %s that differ late apart, in 60 characters', (_name, a, b) => {
    expect(withDigest(a)).not.toBe(withDigest(b))
    for (const value of [a, b]) expect(withDigest(value).length).toBeLessThanOrEqual(60)
  })

  test('does not walk through what it cannot show', () => {
    let read = 0
    const watched = new Proxy(Array.from({ length: 1_000_000 }, () => 'text'), { get: (list, key, self) => { read += 1; return Reflect.get(list, key, self) as unknown } })
    expect(preview(watched)).toMatch(/…$/)
    expect(read).toBeLessThan(100)
  })

  test('tells what contains itself without going round', () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    expect(preview(circle)).toMatch(/^\{"self":/)
  })
})
