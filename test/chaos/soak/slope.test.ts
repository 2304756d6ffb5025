import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slopePerHour } from './slope.ts'

describe('the slope of a figure', () => {
  it('is that of the line on which its samples lie', () => {
    fc.assert(fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 2, max: 40 }), (perHour, count) => {
      const samples = Array.from({ length: count }, (_, index) => ({ at: index * 30_000, value: 100 + perHour * index / 120 }))
      expect(slopePerHour(samples)).toBeCloseTo(perHour, 6)
    }))
  })

  it('is none where there is nothing to compare', () => {
    expect([[], [{ at: 1, value: 5 }], [{ at: 1, value: 5 }, { at: 1, value: 9 }]].map(slopePerHour)).toEqual([0, 0, 0])
  })
})
