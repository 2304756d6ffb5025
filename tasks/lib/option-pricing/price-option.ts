import { NumberSummary } from '../statistics/number-summary.ts'
import { RandomNumbers } from '../statistics/random-numbers.ts'
import type { OptionTerms } from './option-terms.ts'
import { type Drawing, type PathSampler, pathSampler } from './path-sampler.ts'

export interface Estimate {
  /** Price paths drawn so far; mirrored ones count. */
  readonly paths: number
  readonly price: number
  readonly standardError: number
}
export interface PricingOptions {
  readonly paths: number
  /** Equal terms, paths and seed give equal results. */
  readonly seed: number
  /** Hears the estimate so far, about {@link checkpointCount} times, the last time with the result. */
  readonly onCheckpoint?: (estimate: Estimate) => void
}

export const checkpointCount = 100
/** Half the width of a 95 % confidence band, in standard errors. */
export const bandWidth = 1.959963984540054

const pilotPairs = 5_000

/** Prices an option by Monte Carlo simulation with antithetic paths and a control variate. */
export function priceOption(terms: OptionTerms, options: PricingOptions): Estimate {
  const sampler = pathSampler(terms, new RandomNumbers(options.seed))
  const weight = controlWeight(sampler)
  const summary = new NumberSummary()
  const drawing: Drawing = { payoff: 0, control: 0 }
  const pairs = Math.max(2, Math.ceil(options.paths / 2))
  let estimate: Estimate = { paths: 0, price: 0, standardError: 0 }
  for (let checkpoint = 1; checkpoint <= checkpointCount; checkpoint += 1) {
    const until = Math.max(2, Math.round(pairs * checkpoint / checkpointCount))
    while (summary.count < until) {
      sampler.draw(drawing)
      summary.add(drawing.payoff - weight * (drawing.control - sampler.controlMean))
    }
    estimate = { paths: 2 * summary.count, price: summary.mean ?? 0, standardError: (summary.standardDeviation ?? 0) / Math.sqrt(summary.count) }
    options.onCheckpoint?.(estimate)
  }
  return estimate
}

/** The share of the control to take off that leaves least variance; from drawings of its own, so that the price has no bias. */
function controlWeight(sampler: PathSampler): number {
  const drawing: Drawing = { payoff: 0, control: 0 }
  const sums = { payoff: 0, control: 0, product: 0, square: 0 }
  for (let pair = 0; pair < pilotPairs; pair += 1) {
    sampler.draw(drawing)
    const control = drawing.control - sampler.controlMean
    sums.payoff += drawing.payoff
    sums.control += control
    sums.product += drawing.payoff * control
    sums.square += control * control
  }
  const variance = sums.square - sums.control ** 2 / pilotPairs
  return variance > 0 ? (sums.product - sums.payoff * sums.control / pilotPairs) / variance : 0
}
