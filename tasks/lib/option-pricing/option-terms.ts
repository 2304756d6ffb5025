/** What is priced, and in which market. Rates are continuously compounded, per year, as fractions. */
export interface OptionTerms {
  readonly kind: 'call' | 'put'
  /** `european`: on the price at expiry. `asian`: on the mean of the prices at the fixings. */
  readonly style: 'european' | 'asian'
  readonly spot: number
  readonly strike: number
  readonly rate: number
  readonly dividendYield: number
  /** Standard deviation of the logarithmic return per year, above 0. */
  readonly volatility: number
  readonly years: number
  /** Equally spaced, the last at expiry; a European option has one. */
  readonly fixings: number
}

/** What one pays for `price` in the end, at expiry. */
export function payoff(terms: Pick<OptionTerms, 'kind' | 'strike'>, price: number): number {
  return Math.max(0, terms.kind === 'call' ? price - terms.strike : terms.strike - price)
}

/** What one unit of money at expiry is worth today. */
export function discountFactor({ rate, years }: OptionTerms): number {
  return Math.exp(-rate * years)
}
