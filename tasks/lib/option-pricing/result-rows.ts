import { exactPrice, geometricAsian } from './closed-form.ts'
import type { OptionTerms } from './option-terms.ts'
import { bandWidth, type Estimate } from './price-option.ts'

export interface ResultRow { readonly quantity: string; readonly value: number }

/** The result as rows of a table. */
export function resultRows(terms: OptionTerms, { paths, price, standardError }: Estimate): readonly ResultRow[] {
  const exact = exactPrice(terms)
  return [
    { quantity: 'Price', value: price },
    { quantity: 'Standard error', value: standardError },
    { quantity: '95 % band from', value: price - bandWidth * standardError },
    { quantity: '95 % band to', value: price + bandWidth * standardError },
    { quantity: 'Paths', value: paths },
    ...(exact === null
      ? [{ quantity: 'Geometric mean instead, exact', value: geometricAsian(terms) }]
      : [{ quantity: 'Black–Scholes', value: exact }, { quantity: 'Distance in standard errors', value: (price - exact) / standardError }]),
  ]
}

/** The result in one sentence. */
export function resultSentence(terms: OptionTerms, { paths, price, standardError }: Estimate): string {
  const exact = exactPrice(terms)
  const reference = exact === null ? '' : ` Black–Scholes says ${exact.toFixed(4)}.`
  return `${price.toFixed(4)} ± ${(bandWidth * standardError).toFixed(4)} after ${paths.toLocaleString('en')} paths.${reference}`
}
