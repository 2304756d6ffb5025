import type { IdKey } from '../dependency.ts'
import type { OpenCall, PageState } from './state.ts'

const found = new WeakMap<readonly OpenCall[], ReadonlySet<IdKey>>()

/**
 * The components that a call on its way, long or light, outputs to: from its trigger until its result is shown or it
 * ends otherwise. The same set for the same calls, so that asking often costs nothing.
 */
export function busyIds({ calls }: Pick<PageState, 'calls'>): ReadonlySet<IdKey> {
  const known = found.get(calls)
  if (known !== undefined) return known
  const busy = new Set(calls.filter(({ phase }) => phase !== 'leaving' && phase !== 'replaced').flatMap(({ outputs }) => outputs.flatMap(({ ids }) => ids)))
  found.set(calls, busy)
  return busy
}
