import type { OptionTerms } from './option-terms.ts'

/** The fields of the form as they come, with percentages as people write them. */
export interface OptionForm {
  readonly kind: unknown
  readonly style: unknown
  readonly spot: unknown
  readonly strike: unknown
  readonly ratePercent: unknown
  readonly dividendPercent: unknown
  readonly volatilityPercent: unknown
  readonly years: unknown
  readonly fixings: unknown
  readonly paths: unknown
  readonly seed: unknown
}
export interface PricingRequest { readonly terms: OptionTerms; readonly paths: number; readonly seed: number }

/** Checks the form. @throws RangeError naming the field, what was expected, and what it holds. */
export function readTerms(form: OptionForm): PricingRequest {
  const style = oneOf('Style', form.style, ['european', 'asian'])
  return {
    terms: {
      style,
      kind: oneOf('Option', form.kind, ['call', 'put']),
      spot: positive('Price today', form.spot, 1e9),
      strike: positive('Strike', form.strike, 1e9),
      rate: number('Interest rate', form.ratePercent, { min: -50, max: 100 }) / 100,
      dividendYield: number('Dividend yield', form.dividendPercent, { min: -50, max: 100 }) / 100,
      volatility: positive('Volatility', form.volatilityPercent, 500) / 100,
      years: positive('Years to expiry', form.years, 100),
      fixings: style === 'asian' ? whole('Fixings', form.fixings, { min: 1, max: 10_000 }) : 1,
    },
    paths: whole('Paths', form.paths, { min: 1000, max: 1_000_000_000 }),
    seed: whole('Seed', form.seed, { min: 0, max: 4_294_967_295 }),
  }
}

interface Bounds { readonly min: number; readonly max: number }

function oneOf<const Value extends string>(field: string, value: unknown, values: readonly Value[]): Value {
  const found = values.find((candidate) => candidate === value)
  if (found === undefined) throw new RangeError(`${field}: expected ${values.join(' or ')}, got ${shown(value)}.`)
  return found
}

function number(field: string, value: unknown, { min, max }: Bounds): number {
  if (typeof value !== 'number' || !(value >= min && value <= max)) {
    throw new RangeError(`${field}: expected a number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}, got ${shown(value)}.`)
  }
  return value
}

function positive(field: string, value: unknown, max: number): number {
  if (typeof value !== 'number' || !(value > 0 && value <= max)) {
    throw new RangeError(`${field}: expected a number above 0, at most ${max.toLocaleString('en')}, got ${shown(value)}.`)
  }
  return value
}

function whole(field: string, value: unknown, bounds: Bounds): number {
  const checked = number(field, value, bounds)
  if (!Number.isInteger(checked)) throw new RangeError(`${field}: expected a whole number, got ${shown(value)}.`)
  return checked
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}
