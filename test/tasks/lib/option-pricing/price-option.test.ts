import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blackScholes, geometricAsian } from '../../../../tasks/lib/option-pricing/closed-form.ts'
import type { OptionTerms } from '../../../../tasks/lib/option-pricing/option-terms.ts'
import { checkpointCount, type Estimate, priceOption } from '../../../../tasks/lib/option-pricing/price-option.ts'
import { RandomNumbers } from '../../../../tasks/lib/statistics/random-numbers.ts'

const european: OptionTerms = { kind: 'call', style: 'european', spot: 100, strike: 100, rate: 0.05, dividendYield: 0, volatility: 0.2, years: 1, fixings: 1 }
const asian: OptionTerms = { ...european, style: 'asian', fixings: 12 }

describe('closed forms', () => {
  it.each([
    [european, 10.450583572185565],
    [{ ...european, kind: 'put' }, 5.573526022256971],
    // Hull, Options, Futures and Other Derivatives: S 42, K 40, r 10 %, σ 20 %, half a year.
    [{ ...european, spot: 42, strike: 40, rate: 0.1, years: 0.5 }, 4.759422392871532],
    [{ ...european, kind: 'put', spot: 42, strike: 40, rate: 0.1, years: 0.5 }, 0.8085993729000958],
  ] as const)('Black–Scholes prices %j as the literature does: %d', (terms, known) => {
    expect(blackScholes(terms)).toBeCloseTo(known, 10)
  })

  it('keeps put-call parity for any terms', () => {
    const terms = fc.record({
      spot: fc.double({ min: 1, max: 500, noNaN: true }), strike: fc.double({ min: 1, max: 500, noNaN: true }),
      rate: fc.double({ min: -0.05, max: 0.3, noNaN: true }), dividendYield: fc.double({ min: 0, max: 0.1, noNaN: true }),
      volatility: fc.double({ min: 0.01, max: 1.5, noNaN: true }), years: fc.double({ min: 0.01, max: 10, noNaN: true }),
    })
    fc.assert(fc.property(terms, (market) => {
      const call = blackScholes({ ...european, ...market })
      const put = blackScholes({ ...european, ...market, kind: 'put' })
      const forward = market.spot * Math.exp(-market.dividendYield * market.years) - market.strike * Math.exp(-market.rate * market.years)
      expect(call - put).toBeCloseTo(forward, 8)
    }))
  })

  it('prices the geometric mean of one fixing as a European option, and of more as plain simulation does', () => {
    expect(geometricAsian({ ...asian, fixings: 1 })).toBeCloseTo(blackScholes(european), 12)
    const { price, standardError } = plainGeometric(asian, 200_000)
    expect(Math.abs(geometricAsian(asian) - price)).toBeLessThan(4 * standardError)
  })
})

describe('priceOption', () => {
  it('gives equal results for equal seeds, and others for others', () => {
    const price = (seed: number): Estimate => priceOption(asian, { paths: 2000, seed })
    expect(price(3)).toEqual(price(3))
    expect(price(3)).not.toEqual(price(4))
  })

  it.each<[string, OptionTerms]>([
    ['a call', european], ['a put', { ...european, kind: 'put' }],
    ['a call far out of the money with dividends', { ...european, strike: 140, dividendYield: 0.03 }],
    ['a put deep in the money over five years', { ...european, kind: 'put', strike: 150, years: 5, volatility: 0.4 }],
  ])('is as far from Black–Scholes as its standard error says, for %s', (_what, terms) => {
    const exact = blackScholes(terms)
    const distances = Array.from({ length: 200 }, (_, seed) => {
      const { price, standardError } = priceOption(terms, { paths: 2000, seed })
      return (price - exact) / standardError
    })
    const mean = distances.reduce((sum, distance) => sum + distance, 0) / distances.length
    const spread = Math.sqrt(distances.reduce((sum, distance) => sum + (distance - mean) ** 2, 0) / distances.length)
    expect(Math.abs(mean)).toBeLessThan(0.3)
    expect(spread).toBeGreaterThan(0.8)
    expect(spread).toBeLessThan(1.25)
  })

  it('prices an Asian option as plain simulation without any tricks does', () => {
    const plain = plainArithmetic(asian, 200_000)
    const clever = priceOption(asian, { paths: 200_000, seed: 5 })
    expect(Math.abs(clever.price - plain.price)).toBeLessThan(4 * plain.standardError)
    expect(clever.standardError).toBeLessThan(plain.standardError / 20)
    expect(clever.price).toBeGreaterThan(geometricAsian(asian))
  })

  it('prices an Asian option of one fixing as a European one', () => {
    const { price } = priceOption({ ...asian, fixings: 1 }, { paths: 2000, seed: 1 })
    expect(price).toBeCloseTo(blackScholes(european), 8)
  })

  it('tells the estimate at each checkpoint, the last one being the result', () => {
    const seen: Estimate[] = []
    const result = priceOption(european, { paths: 10_000, seed: 1, onCheckpoint: (estimate) => seen.push(estimate) })
    expect(seen).toHaveLength(checkpointCount)
    expect(seen.at(-1)).toEqual(result)
    expect(result.paths).toBe(10_000)
    expect(seen[0]?.paths).toBe(100)
    expect(result.standardError).toBeLessThan((seen[0]?.standardError ?? 0) / 5)
  })
})

function plainArithmetic(terms: OptionTerms, paths: number): Estimate {
  return simulate(terms, paths, (prices) => prices.reduce((sum, price) => sum + price, 0) / prices.length)
}
function plainGeometric(terms: OptionTerms, paths: number): Estimate {
  return simulate(terms, paths, (prices) => Math.exp(prices.reduce((sum, price) => sum + Math.log(price), 0) / prices.length))
}

/** The textbook's simulation: one path after the other, the mean of the payoffs, nothing else. */
function simulate(terms: OptionTerms, paths: number, average: (prices: readonly number[]) => number): Estimate {
  const random = new RandomNumbers(99)
  const step = terms.years / terms.fixings
  const payoffs = Array.from({ length: paths }, () => {
    let price = terms.spot
    const prices = Array.from({ length: terms.fixings }, () => {
      price *= Math.exp((terms.rate - terms.dividendYield - terms.volatility ** 2 / 2) * step + terms.volatility * Math.sqrt(step) * random.normal())
      return price
    })
    return Math.exp(-terms.rate * terms.years) * Math.max(0, average(prices) - terms.strike)
  })
  const price = payoffs.reduce((sum, payoff) => sum + payoff, 0) / paths
  const variance = payoffs.reduce((sum, payoff) => sum + (payoff - price) ** 2, 0) / (paths - 1)
  return { paths, price, standardError: Math.sqrt(variance / paths) }
}
