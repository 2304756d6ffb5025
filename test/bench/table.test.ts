import { describe, expect, test } from 'vitest'
import { formatTable } from '../../bench/print-table.ts'
import { row } from '../../bench/row.ts'

const about = { id: 'P6', what: 'cancel → gone', unit: 'ms', target: '≤ 25 ms' }

describe('A row of the table', () => {
  test('has the ratio to its baseline, and says whether the promise is met', () => {
    expect(row(about, { value: 30, baseline: 10 }, (value) => value <= 25)).toEqual({ ...about, value: 30, baseline: 10, ratio: 3, met: false })
    expect(row(about, { value: 30, baseline: 10 }, (_value, ratio) => ratio <= 3).met).toBe(true)
  })

  test('without a baseline has no ratio, and meets nothing that asks for one', () => {
    expect(row(about, { value: 0 }, (value) => value === 0)).toMatchObject({ baseline: null, ratio: null, met: true })
    expect(row(about, { value: 0 }, (_value, ratio) => ratio <= 1).met).toBe(false)
  })
})

describe('The table', () => {
  test('lines its columns up, with three digits a number and what is not met in capitals', () => {
    const table = formatTable([
      row(about, { value: 123.4, baseline: 6.25 }, () => false),
      row({ ...about, id: 'P14', what: 'jobs', unit: '/s', target: 'many' }, { value: 0.0457 }, () => true),
    ])
    expect(table.split('\n')).toEqual([
      'id   what           measured  baseline  ratio  target   met',
      '---  -------------  --------  --------  -----  -------  ---',
      'P6   cancel → gone  123 ms    6.3 ms    19.7   ≤ 25 ms  NO',
      'P14  jobs           0.046 /s  —         —      many     yes',
    ])
  })
})
