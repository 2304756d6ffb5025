import { describe, expect, it } from 'vitest'
import { kindWords } from '../../../../src/renderer/components/tree/kind-words.ts'
import { isBranch, treeRows } from '../../../../src/renderer/components/tree/tree-rows.ts'

const lines = (value: unknown, ...opened: string[]): string[] => treeRows(value, new Set(['', ...opened])).map((row) => `${'  '.repeat(row.depth)}${row.name ?? '*'} ${kindWords(row)}`.trimEnd())

describe('a tree', () => {
  it('names what is in it', () => {
    expect(lines({ list: [1, 2], map: new Map([['k', 1]]), set: new Set([1]), day: new Date(0), big: 5n, typed: new Float32Array(3), none: null, text: 'x', yes: true, empty: {}, error: new RangeError('far') })).toEqual([
      '* 11 keys', '  list list, 2 items', '  map Map, 1 item', '  set Set, 1 item', '  day 1970-01-01', '  big 5 (BigInt)', '  typed Float32Array, 3 items', '  none null', '  text "x"', '  yes true', '  empty {}', '  error RangeError: far',
    ])
  })

  it('opens level by level, with the path of each', () => {
    const value = { 'a b': [{ c: 1 }], 'm': new Map([['k', { d: 2 }]]) }
    const rows = treeRows(value, new Set(['', '/["a b"]', '/["a b"]/[0]', '/.m']))
    expect(rows.map(({ path }) => path)).toEqual(['result', 'result["a b"]', 'result["a b"][0]', 'result["a b"][0].c', 'result.m', 'result.m.get("k")'])
    expect(rows.map(({ depth }) => depth)).toEqual([0, 1, 2, 3, 1, 2])
  })

  it('cuts long lists into stretches, and those again', () => {
    const long = Array.from({ length: 1_000_000 }, (_, index) => index)
    expect(lines(long)).toHaveLength(101)
    expect(lines(long)[1]).toBe('  0 … 9999')
    const rows = treeRows(long, new Set(['', '/990000…999999', '/999900…999999']))
    expect(rows.at(-1)).toMatchObject({ name: '999999', value: 999_999, path: 'result[999999]' })
  })

  it('ends where something lies in itself, and goes on where it only comes twice', () => {
    const shared = { x: 1 }
    const circle: Record<string, unknown> = { one: shared, two: shared }
    circle['self'] = circle
    const rows = treeRows(circle, new Set(['', '/.one', '/.two', '/.self']))
    expect(rows.filter(({ circular }) => circular).map(({ name }) => name)).toEqual(['self'])
    expect(rows.filter(({ name }) => name === 'x')).toHaveLength(2)
    expect(isBranch(rows.at(-1)!)).toBe(false)
  })
})
