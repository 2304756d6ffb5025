import { describe, expect, it } from 'vitest'
import { convergenceFigure } from '../../../../tasks/lib/option-pricing/convergence-figure.ts'
import { readTerms } from '../../../../tasks/lib/option-pricing/read-terms.ts'
import { resultRows, resultSentence } from '../../../../tasks/lib/option-pricing/result-rows.ts'

const form = {
  kind: 'call', style: 'asian', spot: 100, strike: 95, ratePercent: 5, dividendPercent: 1, volatilityPercent: 20,
  years: 2, fixings: 52, paths: 1000, seed: 1,
}

describe('readTerms', () => {
  it('makes terms of the form, percentages as fractions, one fixing for a European option', () => {
    const terms = { kind: 'call', style: 'asian', spot: 100, strike: 95, rate: 0.05, dividendYield: 0.01, volatility: 0.2, years: 2, fixings: 52 }
    expect(readTerms(form)).toEqual({ terms, paths: 1000, seed: 1 })
    expect(readTerms({ ...form, style: 'european', fixings: null }).terms.fixings).toBe(1)
  })

  it.each([
    [{ spot: null }, 'Price today: expected a number above 0, at most 1,000,000,000, got nothing.'],
    [{ strike: -5 }, 'Strike: expected a number above 0, at most 1,000,000,000, got -5.'],
    [{ volatilityPercent: 0 }, 'Volatility: expected a number above 0, at most 500, got 0.'],
    [{ years: NaN }, 'Years to expiry: expected a number above 0, at most 100, got NaN.'],
    [{ ratePercent: 'five' }, 'Interest rate: expected a number from -50 to 100, got "five".'],
    [{ fixings: 1.5 }, 'Fixings: expected a whole number, got 1.5.'],
    [{ paths: 10 }, 'Paths: expected a number from 1,000 to 1,000,000,000, got 10.'],
    [{ seed: -1 }, 'Seed: expected a number from 0 to 4,294,967,295, got -1.'],
    [{ kind: 'straddle' }, 'Option: expected call or put, got "straddle".'],
  ])('refuses %j with the field, what it expects and what it got', (fields, message) => {
    expect(() => readTerms({ ...form, ...fields })).toThrow(message)
  })
})

describe('what is shown', () => {
  const estimates = [{ paths: 100, price: 10, standardError: 1 }, { paths: 200, price: 11, standardError: 0.5 }]
  const { terms } = readTerms({ ...form, style: 'european' })

  it('draws the band, the estimate, and the exact price where there is one', () => {
    const { data } = convergenceFigure(estimates, 10.5)
    expect(data.map(({ name }) => name)).toEqual([undefined, '95 % band', 'Estimate', 'Black–Scholes'])
    expect(data[0]?.['y']).toEqual([10 - 1.959963984540054, 11 - 1.959963984540054 / 2])
    expect(data[3]).toMatchObject({ x: [0, 200], y: [10.5, 10.5] })
    expect(convergenceFigure(estimates, null).data).toHaveLength(3)
    expect(structuredClone(convergenceFigure(estimates, 10.5))).toEqual(convergenceFigure(estimates, 10.5))
  })

  it('says the result as a sentence and as rows, with what it compares to', () => {
    const estimate = { paths: 200_000, price: 17.5, standardError: 0.01 }
    expect(resultSentence(terms, estimate)).toMatch(/^17\.5000 ± 0\.0196 after 200,000 paths\. Black–Scholes says \d+\.\d{4}\.$/)
    expect(resultRows(terms, estimate).map(({ quantity }) => quantity)).toEqual(['Price', 'Standard error', '95 % band from', '95 % band to', 'Paths', 'Black–Scholes', 'Distance in standard errors'])
    expect(resultRows({ ...terms, style: 'asian', fixings: 52 }, estimate).at(-1)?.quantity).toBe('Geometric mean instead, exact')
  })
})
