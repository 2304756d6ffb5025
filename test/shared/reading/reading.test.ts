import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readColour } from '../../../src/shared/reading/read-colour.ts'
import { readJson } from '../../../src/shared/reading/read-json.ts'
import { readTimeSpan } from '../../../src/shared/reading/read-time-span.ts'
import { timeSpanWords } from '../../../src/shared/reading/time-span-words.ts'

describe('readTimeSpan', () => {
  it.each([
    ['1 h 30 min', 5_400], ['90 s', 90], ['2d', 172_800], ['90', 90], ['1.5 hours', 5_400], ['1:30', 90], ['1:30:00', 5_400], ['250ms', 0.25],
    ['1 week, 2 days and 3 minutes', 777_780], ['1H30M', 5_400], ['0', 0], ['', null], ['  ', null],
    ['abc', 'abc'], ['1 parsec', '1 parsec'], ['-5 s', '-5 s'], ['1 h 30', '1 h 30'], ['1e999', '1e999'], ['h', 'h'],
  ])('"%s" is %s', (typed, span) => {
    expect(readTimeSpan(typed)).toBe(span)
  })

  it('reads what timeSpanWords writes as the same number', () => {
    fc.assert(fc.property(fc.oneof(fc.nat(10_000_000), fc.double({ min: 0, max: 1e12, noNaN: true })), (span) => readTimeSpan(timeSpanWords(span)) === span))
  })

  it.each([[5_400, '1 h 30 min'], [0, '0 s'], [90_061, '1 d 1 h 1 min 1 s'], [0.5, '0.5 s']])('%s is written "%s"', (span, words) => {
    expect(timeSpanWords(span)).toBe(words)
  })
})

describe('readColour', () => {
  it.each([['#1F77B4', '#1f77b4'], ['1f77b4', '#1f77b4'], [' #fa0 ', '#ffaa00'], ['', null], ['red', 'red'], ['#12345', '#12345'], ['#1f77b4ff', '#1f77b4ff']])('"%s" is %s', (typed, colour) => {
    expect(readColour(typed)).toBe(colour)
  })
})

describe('readJson', () => {
  it.each([
    ['{"a":1,}', 'Expected double-quoted property name at line 1, column 8.'],
    ['{"a" 1}', "Expected ':' after property name at line 1, column 6."],
    ['[1,2', 'The JSON ends too early at line 1, column 5.'],
    ['{\n  "a": 1,\n  "b": tru\n}', 'Unexpected \n at line 3, column 11.'],
    ['abc', 'Unexpected a at line 1, column 1.'],
    ['{"a":1} x', 'Unexpected x at line 1, column 9.'],
    ['"x', 'The JSON ends too early at line 1, column 3.'],
    ['[1,\n,2]', 'Unexpected , at line 2, column 1.'],
    ["{'a':1}", "Expected property name or '}' at line 1, column 2."],
  ])('%j: %s', (text, message) => {
    const read = readJson(text)
    expect(read.ok ? 'fine' : read.message).toBe(message)
  })

  it('gives back every value that JSON can say', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const read = readJson(JSON.stringify(value, null, 2))
      expect(read.ok && JSON.stringify(read.value)).toBe(JSON.stringify(value))
    }))
  })

  it('names a place in the text, whatever is cut off or put into it', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom('', '}', ',', '"', 'x', '\n'), (value, at, put) => {
      const whole = JSON.stringify(value, null, 1)
      const text = `${whole.slice(0, at % whole.length)}${put}`
      const read = readJson(text)
      if (read.ok) return
      const lines = text.split('\n')
      expect(read.line).toBeGreaterThan(0)
      expect(read.line).toBeLessThanOrEqual(lines.length)
      expect(read.column).toBeGreaterThan(0)
      expect(read.column).toBeLessThanOrEqual((lines[read.line - 1]?.length ?? 0) + 1)
    }))
  })
})
