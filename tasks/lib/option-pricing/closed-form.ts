import { normalCdf } from '../statistics/normal-distribution.ts'
import { discountFactor, type OptionTerms } from './option-terms.ts'

/** A European option by Black, Scholes and Merton; `style` and `fixings` do not matter. */
export function blackScholes(terms: OptionTerms): number {
  const { spot, rate, dividendYield, volatility, years } = terms
  return lognormalOption(terms, {
    mean: Math.log(spot) + (rate - dividendYield - volatility ** 2 / 2) * years,
    deviation: volatility * Math.sqrt(years),
  })
}

/** An Asian option on the geometric mean of the fixings (Kemna and Vorst, discrete). The arithmetic mean has no closed form. */
export function geometricAsian(terms: OptionTerms): number {
  const { spot, rate, dividendYield, volatility, years, fixings } = terms
  return lognormalOption(terms, {
    mean: Math.log(spot) + (rate - dividendYield - volatility ** 2 / 2) * years * (fixings + 1) / (2 * fixings),
    deviation: volatility * Math.sqrt(years * (fixings + 1) * (2 * fixings + 1) / 6) / fixings,
  })
}

/** The exact price where there is one, else null. */
export function exactPrice(terms: OptionTerms): number | null {
  return terms.style === 'european' ? blackScholes(terms) : null
}

/** Mean and standard deviation of the logarithm of what is paid for. */
interface LogPrice { readonly mean: number; readonly deviation: number }

function lognormalOption(terms: OptionTerms, { mean, deviation }: LogPrice): number {
  const sign = terms.kind === 'call' ? 1 : -1
  const expected = Math.exp(mean + deviation ** 2 / 2)
  const strikeDistance = (mean - Math.log(terms.strike)) / deviation
  return discountFactor(terms) * sign * (expected * normalCdf(sign * (strikeDistance + deviation)) - terms.strike * normalCdf(sign * strikeDistance))
}
