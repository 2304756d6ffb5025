import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCsv } from './parse-csv.ts'

describe('CsvParser', () => {
  it.each([
    ['records on lines of their own', 'aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n', [['aaa', 'bbb', 'ccc'], ['zzz', 'yyy', 'xxx']]],
    ['a last record without a line break', 'aaa,bbb\r\nzzz,yyy', [['aaa', 'bbb'], ['zzz', 'yyy']]],
    ['spaces as part of a field', ' a , b\n', [[' a ', ' b']]],
    ['quoted fields', '"aaa","bbb"\r\nzzz,yyy', [['aaa', 'bbb'], ['zzz', 'yyy']]],
    ['line breaks, delimiters and doubled quotes in quotes', '"a\r\nb","c,d","e""f"\r\n', [['a\r\nb', 'c,d', 'e"f']]],
    ['empty fields, also at the end', ',a,\n,,\n""\n', [['', 'a', ''], ['', '', ''], ['']]],
    ['a trailing delimiter at the end of the text', 'a,', [['a', '']]],
    ['lines that end in LF', 'a\nb\n', [['a'], ['b']]],
    ['lines that end in CR', 'a,b\rc,d\r', [['a', 'b'], ['c', 'd']]],
    ['a quote inside an unquoted field as itself', '5" pipe,b\n', [['5" pipe', 'b']]],
    ['a field of nothing but an escaped quote', '""""\n', [['"']]],
    ['nothing at all', '', []],
    ['blank lines as rows of one empty field', 'a\n\nb', [['a'], [''], ['b']]],
  ])('reads %s', (_what, text, rows) => {
    expect(parseCsv(text).rows).toEqual(rows)
    expect(parseCsv(Array.from(text)).rows).toEqual(rows)
  })

  it('gives back what was written, however the text is cut into pieces', () => {
    const field = fc.string({ unit: fc.constantFrom('a', 'ß', '😀', ',', ';', '"', '\n', '\r', ' ', '1'), maxLength: 6 })
    const table = fc.array(fc.array(field, { minLength: 1, maxLength: 5 }), { maxLength: 6 })
    const cuts = fc.array(fc.nat({ max: 200 }), { maxLength: 8 })
    fc.assert(fc.property(table, fc.constantFrom(',', ';', '\t'), fc.constantFrom('\n', '\r\n', '\r'), cuts, (rows, delimiter, end, at) => {
      const text = rows.map((row) => row.map((value) => quoted(value, delimiter)).join(delimiter) + end).join('')
      expect(parseCsv(cutAt(text, at), { delimiter }).rows).toEqual(rows)
    }), { numRuns: 500 })
  })

  it('never fails on any text but for a quote that stays open', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', 'x') }), (text) => {
      try { parseCsv(text) } catch (error) { expect(String(error)).toContain('is never closed') }
    }), { numRuns: 500 })
  })

  it('numbers each row by the line it starts on', () => {
    expect(parseCsv('a\n"b\nb\n"\r\nc\r\n\r\nd').lines).toEqual([1, 2, 5, 6, 7])
  })

  it('names the line on which a quote was opened and never closed', () => {
    expect(() => parseCsv('a,b\n1,2\n3,"four\n5,6\n')).toThrow(/^The quote opened on line 3 is never closed.*Close it, or double it/s)
  })

  it('gives up on an open quote before memory runs out, with its line', () => {
    expect(() => parseCsv(['a\n"', ...Array<string>(20).fill('0123456789\n')], { maxFieldLength: 100 }))
      .toThrow('The quote opened on line 2 is not closed within 100 characters.')
  })

  it('gives up on an endless field and an endless row, with the line', () => {
    expect(() => parseCsv(['a\nb', 'x'.repeat(101)], { maxFieldLength: 100 })).toThrow('Line 2 has a field of more than 100 characters.')
    expect(() => parseCsv(`a\n${','.repeat(49)}`, { maxFields: 50 })).not.toThrow()
    expect(() => parseCsv(`a\n${','.repeat(50)}`, { maxFields: 50 })).toThrow('Line 2 has more than 50 fields.')
  })

  it('keeps text after a closing quote, and counts it with its first line', () => {
    const { rows, parser } = parseCsv('a,b\n"x"y,2\n"z" ,"w"v"\n')
    expect(rows).toEqual([['a', 'b'], ['xy', '2'], ['z ', 'wv"']])
    expect(parser.strayTexts).toEqual({ count: 3, firstLine: 2 })
  })
})

function quoted(value: string, delimiter: string): string {
  return value === '' || [delimiter, '"', '\n', '\r'].some((special) => value.includes(special)) ? `"${value.replaceAll('"', '""')}"` : value
}

function cutAt(text: string, at: readonly number[]): readonly string[] {
  const places = [0, ...at.filter((place) => place < text.length).sort((a, b) => a - b), text.length]
  return places.slice(1).map((place, index) => text.slice(places[index], place))
}
