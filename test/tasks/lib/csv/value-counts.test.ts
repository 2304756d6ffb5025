import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DistinctEstimate } from '../../../../tasks/lib/csv/distinct-estimate.ts'
import { ValueCounts } from '../../../../tasks/lib/csv/value-counts.ts'

function countExactly(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}

describe('ValueCounts', () => {
  it('is exact up to its capacity, most frequent first, then by name', () => {
    const counts = new ValueCounts(3)
    for (const value of ['b', 'a', 'c', 'a', 'b', 'a']) counts.add(value)
    expect(counts.exact).toBe(true)
    expect(counts.distinct).toBe(3)
    expect(counts.top(2)).toEqual([{ value: 'a', count: 3 }, { value: 'b', count: 2 }])
  })

  it('never counts too many above its capacity, and never loses a value of more than its share', () => {
    const values = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), minLength: 1, maxLength: 3 }), { maxLength: 400 })
    fc.assert(fc.property(values, fc.integer({ min: 2, max: 12 }), (list, capacity) => {
      const counts = new ValueCounts(capacity)
      for (const value of list) counts.add(value)
      const truth = countExactly(list)
      for (const { value, count } of counts.top(capacity)) expect(count).toBeLessThanOrEqual(truth.get(value) ?? 0)
      if (counts.exact) expect(counts.distinct).toBe(truth.size)
    }))
  })

  it('finds the frequent values among a hundred thousand rare ones', () => {
    const counts = new ValueCounts(1000)
    for (let index = 0; index < 100_000; index += 1) {
      counts.add(`rare ${index}`)
      if (index % 10 === 0) counts.add('common')
      if (index % 50 === 0) counts.add('known')
    }
    expect(counts.exact).toBe(false)
    expect(counts.top(2).map(({ value }) => value)).toEqual(['common', 'known'])
    expect(counts.distinct / 100_002).toBeCloseTo(1, 1)
  })

  it('tells long values apart that begin alike, without keeping them', () => {
    const counts = new ValueCounts(10)
    counts.add(`${'x'.repeat(200)}1`)
    counts.add(`${'x'.repeat(200)}2`)
    expect(counts.distinct).toBe(2)
    expect(counts.top(1)[0]?.value.length).toBeLessThan(100)
    expect(counts.top(1)[0]?.value).toContain('201 characters')
  })
})

describe('DistinctEstimate', () => {
  it.each([0, 1, 10, 100, 1000, 5000, 10_000, 12_000, 50_000, 300_000])('is within 6 %% of %i different texts', (count) => {
    const estimate = new DistinctEstimate()
    for (let index = 0; index < count; index += 1) estimate.add(`value ${index}`)
    expect(Math.abs(estimate.estimate - count)).toBeLessThanOrEqual(count * 0.06)
  })

  it('does not count a text twice', () => {
    const estimate = new DistinctEstimate()
    for (let index = 0; index < 10_000; index += 1) estimate.add(String(index % 20))
    expect(estimate.estimate).toBe(20)
  })

  it('is about 1.6 % off on the average of many sets', () => {
    const errors = Array.from({ length: 60 }, (_, set) => {
      const estimate = new DistinctEstimate()
      for (let index = 0; index < 20_000; index += 1) estimate.add(`${set}/${index}`)
      return estimate.estimate / 20_000 - 1
    })
    expect(Math.sqrt(errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length)).toBeLessThan(0.025)
  })
})
