import type { PropRef } from './state.ts'
import type { Turn } from './turn.ts'

/** The on-value of a target: the newest call's that shows it; undefined where none does. */
export function onValueOf(turn: Turn, { id, prop, except }: PropRef & { readonly except?: number }): { readonly value: unknown } | undefined {
  const newest = turn.now.calls.findLast(({ token, shown, running }) => shown && token !== except
    && running.some((target) => target.id === id && target.prop === prop))
  const target = newest?.running.find((other) => other.id === id && other.prop === prop)
  return target === undefined ? undefined : { value: target.during }
}
