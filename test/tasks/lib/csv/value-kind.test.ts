import { describe, expect, it } from 'vitest'
import { dateTime, numberOf, valueKind } from '../../../../tasks/lib/csv/value-kind.ts'

describe('valueKind', () => {
  it.each([
    ['missing', ['', 'NA', 'n/a', '#N/A', 'NaN', 'null', 'NULL']],
    ['integer', ['0', '-1', '+7', '123456789012345678901']],
    ['number', ['1.5', '-0.25', '.5', '1.', '1e9', '2.5E-3', '-.5']],
    ['boolean', ['true', 'FALSE', 'Yes', 'no']],
    ['date', ['2024-02-29', '1999/12/31', '2024-01-01T12:00:00Z', '2024-01-01 12:00', '2024-01-01T12:00:00.123+02:00', '2024-01-01T12:00:00+0200']],
    ['text', ['abc', '00501', '1,5', '1.2.3', '-', '+', '.', '2024-02-30', '2023-02-29', '2024-13-01', '2024-1-1', '12/31/1999', '2024-01-01T25:00', 'Infinity', '0x10', '1 000', 'none']],
  ])('takes for %s: %j', (kind, values) => {
    for (const value of values) expect([value, valueKind(value, false)]).toEqual([value, kind])
  })

  it('takes 3,14 for a number where commas do not separate fields', () => {
    expect(valueKind('3,14', true)).toBe('number')
    expect(numberOf('-3,14')).toBe(-3.14)
  })

  it('orders dates with and without a zone', () => {
    expect(dateTime('2024-01-01T00:00+01:00')).toBeLessThan(dateTime('2024-01-01'))
    expect(dateTime('2024-01-01')).toBe(Date.UTC(2024, 0, 1))
    expect(dateTime('2024-01-01 00:00:01')).toBe(Date.UTC(2024, 0, 1, 0, 0, 1))
  })
})
