import { describe, expect, test } from 'vitest'
import { interleaved, median, quantile } from '../../bench/statistics.ts'

describe('The statistics of the benches', () => {
  test('a quantile lies between the two nearest samples, whatever their order', () => {
    expect(quantile([4, 1, 3, 2], 0)).toBe(1)
    expect(quantile([4, 1, 3, 2], 1)).toBe(4)
    expect(quantile([10, 0], 0.25)).toBe(2.5)
    expect(quantile([1, 2, 3, 4, 100], 0.99)).toBeCloseTo(96.16)
  })

  test('a median is not moved by one sample far off', () => {
    expect(median([1, 2, 3])).toBe(2)
    expect(median([1, 2, 3, 1_000_000])).toBe(2.5)
  })

  test('of no samples both are NaN, so that no promise counts as met', () => {
    expect(median([])).toBeNaN()
    expect(median([]) <= 25).toBe(false)
  })

  test('two things are measured in turn, and rounds to warm up do not count', async () => {
    const order: string[] = []
    let round = 0
    const measured = await interleaved(3, {
      measured: () => { order.push('m'); round += 1; return Promise.resolve(round) },
      baseline: () => { order.push('b'); return Promise.resolve(-round) },
    }, 2)
    expect(order.join('')).toBe('mbmbmbmbmb')
    expect(measured).toEqual({ measured: [3, 4, 5], baseline: [-3, -4, -5] })
  })
})
