import { fireAll } from '../fire.ts'
import { initialFirings, instancesOnPage } from '../initial-firings.ts'
import type { Turn } from '../turn.ts'

/** The initial calls of callbacks that this page has not known before (C1). */
export function fireNew(turn: Turn): void {
  const known = new Set(turn.now.knownCallbacks)
  const fresh = turn.plan.ordered.filter(({ callback }) => !known.has(callback.id))
  if (fresh.length === 0) return
  turn.now = { ...turn.now, knownCallbacks: turn.plan.ordered.map(({ callback }) => callback.id) }
  fireAll(turn, initialFirings(turn, instancesOnPage(turn, fresh.filter(({ callback }) => !callback.preventInitialCall))))
}
