import type { RandomNumbers } from '../statistics/random-numbers.ts'
import { geometricAsian } from './closed-form.ts'
import { discountFactor, type OptionTerms, payoff } from './option-terms.ts'

/** One drawing: a discounted payoff, and a control whose mean is known. Both are means over two mirrored paths. */
export interface Drawing { payoff: number; control: number }
export interface PathSampler {
  /** The exact mean of {@link Drawing.control}. */
  readonly controlMean: number
  /** Fills `drawing`, so that a million of them make no garbage. */
  draw(drawing: Drawing): void
}

/**
 * Draws pairs of mirrored (antithetic) price paths. The control of an Asian option is the payoff on the geometric
 * mean; that of a European option is the discounted price at expiry.
 */
export function pathSampler(terms: OptionTerms, random: RandomNumbers): PathSampler {
  return terms.style === 'asian' ? asianSampler(terms, random) : europeanSampler(terms, random)
}

function europeanSampler(terms: OptionTerms, random: RandomNumbers): PathSampler {
  const { spot, rate, dividendYield, volatility, years } = terms
  const discount = discountFactor(terms)
  const middle = spot * Math.exp((rate - dividendYield - volatility ** 2 / 2) * years)
  const deviation = volatility * Math.sqrt(years)
  return {
    controlMean: spot * Math.exp(-dividendYield * years),
    draw(drawing) {
      const growth = Math.exp(deviation * random.normal())
      const up = middle * growth
      const down = middle / growth
      drawing.payoff = discount * (payoff(terms, up) + payoff(terms, down)) / 2
      drawing.control = discount * (up + down) / 2
    },
  }
}

function asianSampler(terms: OptionTerms, random: RandomNumbers): PathSampler {
  const { spot, rate, dividendYield, volatility, fixings } = terms
  const discount = discountFactor(terms)
  const step = terms.years / fixings
  const drift = (rate - dividendYield - volatility ** 2 / 2) * step
  const deviation = volatility * Math.sqrt(step)
  const logSpot = Math.log(spot)
  return {
    controlMean: geometricAsian(terms),
    draw(drawing) {
      let [up, down, sumUp, sumDown, logSumUp, logSumDown] = [logSpot, logSpot, 0, 0, 0, 0]
      for (let fixing = 0; fixing < fixings; fixing += 1) {
        const shock = deviation * random.normal()
        up += drift + shock
        down += drift - shock
        sumUp += Math.exp(up)
        sumDown += Math.exp(down)
        logSumUp += up
        logSumDown += down
      }
      drawing.payoff = discount * (payoff(terms, sumUp / fixings) + payoff(terms, sumDown / fixings)) / 2
      drawing.control = discount * (payoff(terms, Math.exp(logSumUp / fixings)) + payoff(terms, Math.exp(logSumDown / fixings))) / 2
    },
  }
}
