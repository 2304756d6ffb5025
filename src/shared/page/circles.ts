import type { CallbackId } from '../brand.ts'
import { AppError, type ErrorInfo, toErrorInfo } from '../errors.ts'
import { findCircle } from '../registration/find-circle.ts'
import type { CallbackDescriptor } from '../task.ts'
import type { Turn } from './turn.ts'
import type { Written } from './write.ts'

/**
 * Looks again for circles of patterns when components with object ids come or go (A11): what would run one another
 * for ever does not run at all. Other circles were refused when the script was described.
 */
export function findCircles(turn: Turn, { delivered, removed }: Pick<Written, 'delivered' | 'removed'>): void {
  const comes = [...delivered].some((key) => typeof turn.index.byKey.get(key)?.id === 'object')
  if (!comes && !removed.some(({ id }) => typeof id === 'object')) return
  const ids = [...turn.index.byKey.values()].map(({ id }) => id)
  const circles: (readonly CallbackId[])[] = []
  let rest: readonly CallbackDescriptor[] = turn.now.descriptor.callbacks
  for (let circle = findCircle(rest, ids); circle !== undefined; circle = findCircle(rest, ids)) {
    const members = circle.map(({ callback }) => callback.id)
    circles.push(members)
    rest = rest.filter(({ id }) => !members.includes(id))
  }
  if (circles.length > 0 || turn.now.circles.length > 0) turn.now = { ...turn.now, circles }
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
