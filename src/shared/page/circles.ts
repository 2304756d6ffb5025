import type { CallbackId } from '../brand.ts'
import { AppError, type ErrorInfo, toErrorInfo } from '../errors.ts'
import { searchCircle } from './circle-search.ts'
import { instancesOnPage, type PlannedInstance } from './initial-firings.ts'
import type { Turn } from './turn.ts'
import type { Written } from './write.ts'

/**
 * Looks again for circles of patterns when components with object ids come or go (A11): what would run one another
 * for ever does not run at all. Other circles were refused when the script was described. A new circle leads through
 * what came; one that was known may be over when something goes.
 */
export function findCircles(turn: Turn, { delivered, around, removed }: Written): void {
  const { circles } = turn.now
  if (circles.length > 0 && removed.some(({ id }) => typeof id === 'object')) {
    findAllCircles(turn)
    return
  }
  if (![...delivered].some((key) => typeof turn.index.byKey.get(key)?.id === 'object')) return
  const found = circlesFrom(turn, around, circles)
  if (found.length > circles.length) turn.now = { ...turn.now, circles: found }
}

/** Looks at the whole page: with another script every pattern means something else. */
export function findAllCircles(turn: Turn): void {
  turn.now = { ...turn.now, circles: circlesFrom(turn, instancesOnPage(turn, turn.plan.ordered), []) }
}

type Circles = readonly (readonly CallbackId[])[]

/** Circle after circle, each without the callbacks of those before. */
function circlesFrom(on: Pick<Turn, 'plan' | 'index'>, from: readonly PlannedInstance[], known: Circles): Circles {
  const circle = searchCircle({ plan: on.plan, index: on.index, without: new Set(known.flat()) }, from)
  return circle === undefined ? known : circlesFrom(on, from, [...known, circle.map((step) => step.plan.callback.id)])
}

/** Why a callback cannot run where it is part of a circle; undefined where it is in none. */
export function circleError(turn: Turn, callbackId: CallbackId): ErrorInfo | undefined {
  const circle = turn.now.circles.find((members) => members.includes(callbackId))
  if (circle === undefined) return undefined
  const { stack: _, ...error } = toErrorInfo(new AppError('SCRIPT_REFUSED', `The callbacks ${[...circle, ...circle.slice(0, 1)].join(' → ')} would run one another for ever`, {
    hint: 'Components that were inserted made their patterns meet. Let one of them read a State instead of an Input.',
  }))
  return error
}
