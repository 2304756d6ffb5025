import type { Wish } from '../fixtures/chaos/perform.ts'
import type { CallbackName, PlannedJob, RoundPlan, Strike } from './plan.ts'
import { SeededRandom } from './seeded-random.ts'

/** What rounds are drawn for. */
export interface PlanOptions {
  readonly seed: number
  readonly kind: 'engine' | 'app'
  /** How many targets there are. */
  readonly targets: number
  readonly emphasis?: Emphasis
}

/** What a plan has more of than chance would give it, so that a negative control meets its fault soon. */
export interface Emphasis {
  /** Only these kinds of strike. */
  readonly strikes?: readonly Strike['strike'][]
  readonly callbacks?: readonly CallbackName[]
  readonly wish?: Partial<Wish>
  /** Every round ends with all engines killed. */
  readonly endsInDeath?: true
  /** All jobs come at the begin of the round. */
  readonly atOnce?: true
}

/** ms in which a round's jobs and strikes come. */
const length = { engine: 500, app: 900 } as const

const callbacks: Readonly<Record<CallbackName, number>> = {
  plain: 8, urgent: 2, lazy: 2, gpu: 1, single: 1, again: 2, retried: 2, limited: 1, graceful: 1, queued: 2, cached: 6, cachedLarge: 2,
}

/** The plan of a seed's round. */
export function drawPlan(round: number, { seed, kind, targets, emphasis = {} }: PlanOptions): RoundPlan {
  const random = new SeededRandom(seed, round)
  const span = length[kind]
  const jobs = Array.from({ length: random.between(4, 12) }, (_, index) => drawJob(random, { index, round, seed, span, targets, emphasis }))
  const strikes = Array.from({ length: random.between(1, 4) }, () => drawStrike(random, { kind, span, targets, jobs: jobs.length, only: emphasis.strikes }))
  return { round, jobs: inTime(jobs), strikes: inTime(strikes), endsInDeath: random.chance(0.4) || emphasis.endsInDeath === true }
}

interface JobFrame { readonly index: number; readonly round: number; readonly seed: number; readonly span: number; readonly targets: number; readonly emphasis: Emphasis }

function drawJob(random: SeededRandom, { index, round, seed, span, targets, emphasis }: JobFrame): PlannedJob {
  const callback = emphasis.callbacks === undefined ? random.weighted(callbacks) : random.pick(emphasis.callbacks as [CallbackName, ...CallbackName[]])
  const cached = callback === 'cached' || callback === 'cachedLarge'
  return {
    at: emphasis.atOnce === true ? 0 : random.chance(0.5) ? random.between(0, 60) : random.between(0, span), target: random.between(0, targets - 1), callback,
    page: random.chance(0.4) ? random.between(0, 2) : null, n: random.between(1, 6), fresh: random.chance(0.1),
    wish: { ...drawWish(random, { nonce: `${seed}-${round}-${index}`, callback, cached }), ...emphasis.wish },
  }
}

function drawWish(random: SeededRandom, { nonce, callback, cached }: { readonly nonce: string; readonly callback: CallbackName; readonly cached: boolean }): Wish {
  const length = random.weighted({ instant: 3, short: 6, long: 2 })
  return {
    nonce, ms: length === 'instant' ? 0 : length === 'short' ? random.between(5, 80) : random.between(80, 400),
    busy: random.chance(0.3), chatty: random.chance(0.4),
    children: random.chance(0.3) ? Array.from({ length: random.between(1, 2) }, () => random.pick(['plain', 'session', 'double', 'cleared'])) : [],
    ending: callback === 'graceful' ? random.pick(['return', 'noise']) : random.weighted({ return: 10, throw: 1, exit: 1, segfault: 0.5, abort: 0.5 }),
    pad: drawPad(random, { callback, cached }), files: random.chance(0.12) ? random.between(1, 2) : 0, failsFirst: callback === 'retried' && random.chance(0.7),
  }
}

/** Times a stamp of 36, or a digest of 64, characters: above 100,000 a result is a file. */
function drawPad(random: SeededRandom, { callback, cached }: { readonly callback: CallbackName; readonly cached: boolean }): number {
  if (cached) return callback === 'cachedLarge' ? 1_700 : 1
  return random.weighted({ small: 8, row: 1, file: 1 }) === 'small' ? 1 : random.pick([500, 3_000])
}

interface StrikeFrame { readonly kind: 'engine' | 'app'; readonly span: number; readonly targets: number; readonly jobs: number; readonly only?: readonly Strike['strike'][] | undefined }

const weights: Readonly<Record<Strike['strike'], number>> = {
  kill: 6, quit: 1, freeze: 2, killHost: 3, freezeHost: 1, cancel: 3, fillDisk: 1.5, editScript: 1, editInput: 1, damageEntry: 1,
  reload: 0, crashWindow: 0, newWindow: 0, closeWindow: 0,
}
const windowWeights = { reload: 2, crashWindow: 1, newWindow: 1, closeWindow: 1 } as const

function drawStrike(random: SeededRandom, { kind, span, targets, jobs, only }: StrikeFrame): Strike {
  const all = kind === 'app' ? { ...weights, ...windowWeights } : weights
  const chosen = only === undefined ? all : Object.fromEntries(only.map((name) => [name, 1])) as Record<Strike['strike'], number>
  const strike = random.weighted(chosen)
  const at = random.between(10, span)
  const target = random.between(0, targets - 1)
  switch (strike) {
    case 'kill': case 'quit': return { at, strike, target, dead: random.between(0, 120) }
    case 'freeze': return { at, strike, target, frozen: random.between(20, 300) }
    case 'freezeHost': return { at, strike, frozen: random.between(20, 300) }
    case 'cancel': return { at, strike, target, job: random.between(0, jobs - 1) }
    case 'fillDisk': return { at, strike, full: random.between(20, 200) }
    default: return { at, strike }
  }
}

function inTime<T extends { readonly at: number }>(list: readonly T[]): readonly T[] { return [...list].sort((a, b) => a.at - b.at) }
