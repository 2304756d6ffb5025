import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NumberSummary } from '../../../../tasks/lib/statistics/number-summary.ts'

function summaryOf(values: readonly number[]): NumberSummary {
  const summary = new NumberSummary()
  for (const value of values) summary.add(value)
  return summary
}

describe('NumberSummary', () => {
  it('agrees with the textbook formulas', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 50 }), (values) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1)
      const summary = summaryOf(values)
      expect(summary).toMatchObject({ count: values.length, min: Math.min(...values) + 0, max: Math.max(...values) + 0 })
      expect(summary.mean).toBeCloseTo(mean, 6)
      expect(summary.standardDeviation).toBeCloseTo(Math.sqrt(variance), 4)
    }))
  })

  it('keeps its precision far from zero', () => {
    expect(summaryOf([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]).standardDeviation).toBeCloseTo(Math.sqrt(30), 9)
  })

  it('says null where there is nothing to say', () => {
    const { count, min, max, mean, standardDeviation } = new NumberSummary()
    expect({ count, min, max, mean, standardDeviation }).toEqual({ count: 0, min: null, max: null, mean: null, standardDeviation: null })
    expect(summaryOf([5]).standardDeviation).toBeNull()
  })

  it('knows no negative zero', () => {
    expect([summaryOf([0, -0]).min, summaryOf([-0]).max]).toEqual([0, 0])
  })
})
