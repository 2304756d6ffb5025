import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsInView, measureColumns, placeColumns } from '../../../../src/renderer/components/table/column-layout.ts'
import { filterNow } from '../../../../src/renderer/components/table/filter-rows.ts'
import { changeSelection } from '../../../../src/renderer/components/table/row-selection.ts'
import { rankCells } from '../../../../src/renderer/components/table/sort-keys.ts'
import { sortOrder } from '../../../../src/renderer/components/table/sort-order.ts'
import { sortNow } from '../../../../src/renderer/components/table/sort-rows.ts'
import { tableKey } from '../../../../src/renderer/components/table/table-key.ts'
import { tableSource } from '../../../../src/renderer/components/table/table-source.ts'
import { csvLine, tsvLine } from '../../../../src/renderer/components/table/table-text.ts'
import { numberText } from '../../../../src/renderer/components/result/number-text.ts'

describe('what a table is given', () => {
  it('I2: rows of objects, rows of lists and columns by name read alike', () => {
    const objects = tableSource([{ cityName: 'Bonn', n: 1 }, { cityName: 'Graz', more: true }])
    expect([objects.length, objects.columns.map(({ label }) => label), objects.cell(1, 'cityName'), objects.cell(0, 'more')]).toEqual([2, ['City name', 'N', 'More'], 'Graz', undefined])
    const lists = tableSource([['Bonn', 1], ['Graz']])
    expect([lists.length, lists.columns.length, lists.cell(0, '2'), lists.cell(1, '2')]).toEqual([2, 2, 1, undefined])
    const columns = tableSource({ city: ['Bonn', 'Graz'], n: new Uint8Array([1, 2]) }, ['n', { id: 'city', label: 'Town' }])
    expect([columns.length, columns.columns, columns.cell(1, 'n'), columns.list('n')]).toEqual([2, [{ id: 'n', label: 'N' }, { id: 'city', label: 'Town' }], 2, new Uint8Array([1, 2])])
  })

  it('I2: what is no table is told in words', () => {
    expect(tableSource('rows').problem).toContain('expected a list of objects')
    expect(tableSource({ a: [1], b: 2 }).problem).toContain('column "b" is no list')
    expect(tableSource({ a: [1], b: [1, 2] }).problem).toContain('"a" has 1, "b" has 2')
    expect([null, undefined, [], {}].map((rows) => tableSource(rows).problem)).toEqual([null, null, null, null])
    expect(tableSource([1, { a: 2 }]).cell(0, 'value')).toBe(1)
  })
})

describe('the order of rows', () => {
  const compared = (keys: readonly number[], descending: boolean): number[] => {
    const present = [...keys.keys()].filter((index) => !Number.isNaN(keys[index]))
    present.sort((one, other) => (descending ? keys[other]! - keys[one]! : keys[one]! - keys[other]!) || one - other)
    return [...present, ...[...keys.keys()].filter((index) => Number.isNaN(keys[index]))]
  }

  it('I2: any numbers, either way, as comparing would have it; the missing last', () => {
    const special = fc.constantFrom(0, -0, Number.NaN, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, 1, 1, -1)
    fc.assert(fc.property(fc.array(fc.oneof(special, fc.double({ noNaN: false, noDefaultInfinity: true }), fc.integer())), fc.boolean(), (keys, descending) => {
      expect([...sortOrder(Float64Array.from(keys), descending)]).toEqual(compared(keys, descending))
    }))
  })

  it('I2: infinities stand at the ends', () => { expect([...sortOrder(Float64Array.of(1, Infinity, -Infinity, 0), false)]).toEqual([2, 3, 0, 1]) })

  it('I2: text as people sort it, with the numbers in it', () => {
    const cells = ['row 10', 'row 9', null, 'Row 1', 'äther', 'zoo', 'row 9', undefined]
    expect([...sortOrder(rankCells(cells), false)].map((row) => cells[row])).toEqual(['äther', 'Row 1', 'row 9', 'row 9', 'row 10', 'zoo', null, undefined])
    expect([...sortOrder(rankCells(cells), true)].map((row) => cells[row])).toEqual(['zoo', 'row 10', 'row 9', 'row 9', 'Row 1', 'äther', null, undefined])
  })

  it('I2: dates, booleans, big integers and objects have an order too', () => {
    const by = (values: readonly unknown[]): unknown[] => [...sortNow(tableSource({ v: values }), { column: 'v', descending: false })].map((row) => values[row])
    expect(by([new Date(5), new Date(1), null])).toEqual([new Date(1), new Date(5), null])
    expect(by([true, false, true])).toEqual([false, true, true])
    expect(by([2n ** 60n + 1n, 2n ** 60n, 5n])).toEqual([5n, 2n ** 60n, 2n ** 60n + 1n])
    expect(by([{ a: 2 }, { a: 1 }])).toEqual([{ a: 1 }, { a: 2 }])
  })
})

describe('a filter', () => {
  const source = tableSource([{ name: 'Bonn', n: 1_234_567 }, { name: 'graz', n: 0.5 }, { name: 'day', n: new Date(Date.UTC(2026, 0, 31)) }])
  it.each([['GRAZ', [0, 1, 0]], ['1,234', [1, 0, 0]], ['1234567', [1, 0, 0]], ['2026-01', [0, 0, 1]], ['  bo ', [1, 0, 0]], ['nothing', [0, 0, 0]], ['.5', [0, 1, 0]]])('I2: %j lets rows through that contain it, as shown or plain', (text, mask) => {
    expect([...filterNow(source, text)]).toEqual(mask)
  })
})

describe('numbers in cells', () => {
  it('read as Intl would write them', () => {
    const intl = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })
    fc.assert(fc.property(fc.oneof(fc.integer(), fc.double({ min: -1e12, max: 1e12, noNaN: true })), (value) => {
      fc.pre(Number.isInteger(value) ? Math.abs(value) >= 10_000 : Math.abs(value) >= 1e-4)
      const text = numberText(value)
      // Halves are rounded by the decimal number here and by the binary one there.
      expect(Number(text.replaceAll(',', ''))).toBeCloseTo(Number(intl.format(value).replaceAll(',', '')), 5)
      expect(text).toMatch(Math.abs(value) < 1_000 || (Number.isInteger(value) && Math.abs(value) < 10_000) ? /^-?\d+(?:\.\d*[1-9])?$/ : /^-?\d{1,3}(?:,\d{3})+(?:\.\d*[1-9])?$/)
    }))
  })
})

describe('text of rows', () => {
  it('I2: CSV has quotes where they are needed and numbers in full', () => {
    expect(csvLine(['a,b', 'say "hi"', ' edge', 'two\nlines', 0.1, 1e21, null, true, new Date(0), { a: [1] }])).toBe('"a,b","say ""hi"""," edge","two\nlines",0.1,1e+21,,true,1970-01-01T00:00:00.000Z,"{""a"":[1]}"\r\n')
  })
  it('I2: the clipboard has one line a row, whatever is in the cells', () => { expect(tsvLine(['a\tb', 'c\r\nd', 1234567])).toBe('a b\tc d\t1234567') })
})

describe('selecting rows', () => {
  const change = (selected: readonly number[], place: number, how: 'only' | 'toggle' | 'range', mode: 'one' | 'many' = 'many'): readonly number[] =>
    changeSelection({ mode, selected, place, anchor: 1, how, rowAt: (at) => [30, 10, 20, 0][at] ?? at })
  it('I2: this one, this one too, or all up to it, in ascending order', () => {
    expect([change([0], 2, 'only'), change([0, 30], 2, 'toggle'), change([0, 20], 2, 'toggle'), change([], 3, 'range'), change([30], 0, 'range')]).toEqual([[20], [0, 20, 30], [0], [0, 10, 20], [10, 30]])
    expect([change([0], 2, 'toggle', 'one'), change([20], 2, 'toggle', 'one'), change([], 3, 'range', 'one')]).toEqual([[20], [], [0]])
  })

  it('I2: keys move, select and copy', () => {
    const key = (name: string, more: object = {}, selectable: 'one' | 'many' | false = 'many'): unknown =>
      tableKey({ key: name, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more }, { selectable, page: 9, count: 50, marked: false })
    expect([key('ArrowDown', { shiftKey: true }), key('PageUp'), key('End', {}, false), key(' ', {}, false), key(' '), key('a', { ctrlKey: true }), key('a', { ctrlKey: true }, 'one'), key('c', { metaKey: true }, false), key('x')]).toEqual([
      { act: 'move', by: 1, range: true }, { act: 'move', by: -9, range: false }, { act: 'move', by: 50, range: false }, { act: 'move', by: 9, range: false }, { act: 'toggle' }, { act: 'all' }, null, { act: 'copy' }, null,
    ])
  })
})

describe('columns', () => {
  const source = tableSource({ a: [1, 2], b: ['x', 'a much longer text than the other column has'] })
  it('I2: are as wide as their text, fill the view, and keep a width drawn by hand', () => {
    const placed = placeColumns(measureColumns(source), {}, 1_000)
    expect(placed.map(({ numeric }) => numeric)).toEqual([true, false])
    expect(placed.reduce((sum, { width }) => sum + width, 0)).toBeGreaterThan(990)
    expect(placeColumns(measureColumns(source), { a: 333 }, 1_000)[0]!.width).toBe(333)
    expect(placed[1]!.left).toBe(placed[0]!.width)
  })
  it('I2: of hundreds, those in view are drawn', () => {
    const many = tableSource([Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`c${index}`, index]))])
    const placed = placeColumns(measureColumns(many), {}, 800)
    const shown = columnsInView(placed, 50_000, 800)
    expect(shown.length).toBeLessThan(40)
    expect(shown.some(({ left, width }) => left <= 50_000 && left + width > 50_000)).toBe(true)
  })
})
