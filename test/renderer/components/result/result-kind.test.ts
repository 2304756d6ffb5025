import { describe, expect, it } from 'vitest'
import { cellText } from '../../../../src/renderer/components/result/cell-text.ts'
import { compareCells } from '../../../../src/renderer/components/result/compare-cells.ts'
import { humanName } from '../../../../src/renderer/components/result/human-name.ts'
import { resultKind } from '../../../../src/renderer/components/result/result-kind.ts'
import { resultText } from '../../../../src/renderer/components/result/result-text.ts'

const figure = { data: [{ type: 'bar', y: [1] }] }

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

  it('shows nested data as a tree, and what has a drawing of its own by itself', () => {
    expect(resultKind({ a: { b: { c: 1 } } }, 1).kind).toBe('tree')
    expect(resultKind([{ a: 1 }, 'b']).kind).toBe('tree')
    expect(resultKind({ a: { figure } }, 0)).toEqual({ kind: 'parts', facts: [], sections: [['a', { figure }]] })
    expect(resultKind({ figure, note: 'n' }, 1)).toEqual({ kind: 'parts', facts: [['note', 'n']], sections: [['figure', figure]] })
    expect(resultKind([figure, figure]).kind).toBe('parts')
  })

  it('knows numbers with a unit, columns, pictures, bytes, files and layouts', () => {
    const png = new Uint8Array([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0])
    const file = { $simmer: 'file', hash: 'ab', size: 3, name: 'x.csv' }
    const kinds: readonly (readonly [unknown, string])[] = [
      [{ value: 12.5, unit: 'ms' }, 'scalar'], [{ value: 12.5, unit: 'ms', more: 1 }, 'parts'],
      [{ x: [1, 2], y: new Float64Array(2) }, 'table'], [{ x: [1, 2], y: [1, 2, 3] }, 'parts'], [{ x: [1], y: [2] }, 'parts'], [{ x: [1, 2] }, 'parts'],
      [png, 'picture'], [png.buffer, 'picture'], [new Uint8Array(4), 'bytes'], [file, 'files'], [[file, file], 'files'],
      [{ component: 'p', props: {} }, 'layout'], [[{ component: 'p', props: {} }], 'layout'],
    ]
    expect(kinds.map(([value]) => resultKind(value).kind)).toEqual(kinds.map(([, kind]) => kind))
  })

  it('I3: is text wherever it is text', () => {
    expect(resultKind('<b>bold</b>')).toEqual({ kind: 'scalar', value: '<b>bold</b>' })
  })
})

describe('cells', () => {
  it('say values in one line', () => {
    expect([1234, 1234567, 0.1 + 0.2, 1e-7, 2e20, true, null, new Date(0), [1, 'a'], { a: 1 }].map(cellText))
      .toEqual(['1234', '1,234,567', '0.3', '1.0000e-7', '200,000,000,000,000,000,000', 'yes', '', '1970-01-01', '1, a', '{"a":1}'])
  })

  it('sort by size or as people sort text, the missing last', () => {
    expect([10, null, 9, 2].toSorted(compareCells)).toEqual([2, 9, 10, null])
    expect(['row 10', 'row 9', undefined, 'Row 1'].toSorted(compareCells)).toEqual(['Row 1', 'row 9', 'row 10', undefined])
  })

  it('have headings that read', () => {
    expect(['topValues', 'missing_count', 'CSV', 'Airport Name', 'n'].map(humanName)).toEqual(['Top values', 'Missing count', 'CSV', 'Airport Name', 'N'])
  })

  it('F3: copy what JSON lacks', () => {
    const circle: Record<string, unknown> = { n: 1 }
    circle['self'] = circle
    const twice = { a: 1 }
    expect(JSON.parse(resultText([circle, twice, twice]))).toEqual([{ n: 1, self: '(itself)' }, { a: 1 }, { a: 1 }])
    expect(JSON.parse(resultText({ big: 12n, map: new Map([['a', 1]]), set: new Set([2]), typed: new Uint8Array([3]) }))).toEqual({ big: '12', map: { a: 1 }, set: [2], typed: [3] })
  })
})
