import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countPrimes } from '../../../../tasks/lib/primes/count-primes.ts'

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) return false
  return candidate > 1
}

describe('countPrimes', () => {
  it.each([
    [0, 0], [1, 0], [2, 1], [3, 2], [4, 2], [5, 3], [10, 4], [13, 6], [14, 6], [17, 7], [100, 25], [1000, 168],
    [1_000_000, 78_498], [10_000_000, 664_579], [100_000_000, 5_761_455],
  ])('finds as many primes up to %i as are known: %i', (limit, known) => {
    expect(countPrimes(limit)).toBe(known)
  })

  it('agrees with trial division for every limit up to 2,000', () => {
    let known = 0
    for (let limit = 0; limit <= 2000; limit += 1) {
      if (isPrime(limit)) known += 1
      expect(countPrimes(limit)).toBe(known)
    }
  })

  it('grows by one exactly at a prime, also around the borders of segments', () => {
    const segment = 2 ** 19
    const near = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: -40, max: 40 })).map(([count, off]) => count * segment + off)
    fc.assert(fc.property(near, (limit) => {
      expect(countPrimes(limit) - countPrimes(limit - 1)).toBe(isPrime(limit) ? 1 : 0)
    }), { numRuns: 60 })
  })

  it('tells how far it is after each segment, rising to the limit', () => {
    const reached: number[] = []
    countPrimes(3_000_000, (at) => reached.push(at))
    expect(reached).toHaveLength(6)
    expect(reached.toSorted((a, b) => a - b)).toEqual(reached)
    expect(reached.at(-1)).toBe(3_000_000)
  })

  it.each([-1, 1.5, NaN, 10_000_000_001])('refuses %d with what it expects', (limit) => {
    expect(() => countPrimes(limit)).toThrow(`Expected a whole number from 0 to 10,000,000,000, got ${limit}.`)
  })
})
