import { describe, expect, it } from 'vitest'
import { cellText } from '../../../../src/renderer/components/result/cell-text.ts'
import { compareCells } from '../../../../src/renderer/components/result/compare-cells.ts'
import { humanName } from '../../../../src/renderer/components/result/human-name.ts'
import { resultKind } from '../../../../src/renderer/components/result/result-kind.ts'
import { resultText } from '../../../../src/renderer/components/result/result-text.ts'

describe('how a result is drawn', () => {
  it('is told by what it is', () => {
    const kinds: readonly (readonly [unknown, string])[] = [
      [undefined, 'nothing'], [null, 'nothing'], [0, 'scalar'], [false, 'scalar'], ['short', 'scalar'], [10n, 'scalar'], [new Date(0), 'scalar'],
      ['two\nlines', 'text'], [[1, 2, 3], 'list'], [[], 'list'], [new Float64Array(3), 'list'], [new Set([1]), 'list'],
      [[{ a: 1 }, { a: 2 }], 'table'], [[[1, 2], [3, 4]], 'table'], [new Map([['a', 1]]), 'table'],
      [{ data: [{ type: 'bar', y: [1] }] }, 'figure'], [{ data: [{ y: [1] }], layout: {} }, 'figure'],
      [{ primes: 4 }, 'parts'], [{ data: [{ name: 'a row' }] }, 'parts'], [{ data: [] }, 'parts'],
    ]
    expect(kinds.map(([value]) => resultKind(value).kind)).toEqual(kinds.map(([, kind]) => kind))
  })

  it('puts what fits a line first and the rest into sections', () => {
    const rows = [{ a: 1 }]
    expect(resultKind({ count: 3, rows, note: 'fine', nested: { deep: 1 } })).toEqual({
      kind: 'parts', facts: [['count', 3], ['note', 'fine']], sections: [['rows', rows], ['nested', { deep: 1 }]],
    })
  })

  it('shows what is nested deeper than sections go as JSON', () => {
    expect(resultKind({ a: 1 }, 3)).toEqual({ kind: 'json', value: { a: 1 } })
  })

  it('I3: is text wherever it is text', () => {
    expect(resultKind('<b>bold</b>')).toEqual({ kind: 'scalar', value: '<b>bold</b>' })
  })
})

describe('cells', () => {
  it('say values in one line', () => {
    expect([1234, 1234567, 0.1 + 0.2, 1e-7, 2e20, true, null, new Date(0), [1, 'a'], { a: 1 }].map(cellText))
      .toEqual(['1234', '1,234,567', '0.3', '1.0000e-7', '200,000,000,000,000,000,000', 'yes', '', '1970-01-01 00:00:00 UTC', '1, a', '{"a":1}'])
  })

  it('sort by size or as people sort text, the missing last', () => {
    expect([10, null, 9, 2].toSorted(compareCells)).toEqual([2, 9, 10, null])
    expect(['row 10', 'row 9', undefined, 'Row 1'].toSorted(compareCells)).toEqual(['Row 1', 'row 9', 'row 10', undefined])
  })

  it('have headings that read', () => {
    expect(['topValues', 'missing_count', 'CSV', 'Airport Name', 'n'].map(humanName)).toEqual(['Top values', 'Missing count', 'CSV', 'Airport Name', 'N'])
  })

  it('F3: copy what JSON lacks', () => {
    expect(JSON.parse(resultText({ big: 12n, map: new Map([['a', 1]]), set: new Set([2]), typed: new Uint8Array([3]) }))).toEqual({ big: '12', map: { a: 1 }, set: [2], typed: [3] })
  })
})
