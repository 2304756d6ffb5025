import type { IdKey } from '../dependency.ts'
import { progressSlots, restValues } from './call-slots.ts'
import { instancesOf } from './resolve.ts'
import { setProp } from './write.ts'
import { keptOr } from './kept.ts'
import { onValueOf } from './on-value.ts'
import type { Turn } from './turn.ts'

/** Gives components that were just delivered their progress defaults (D5) and the on-values of what runs (D1). Triggers nothing. */
export function afterDelivery(turn: Turn, delivered: ReadonlySet<IdKey>): void {
  restProgress(turn, (id) => delivered.has(id))
  for (const call of turn.now.calls) {
    for (const { id, prop } of call.running) {
      if (!delivered.has(id) || !turn.index.byKey.has(id)) continue
      const on = onValueOf(turn, { id, prop })
      if (on !== undefined) setProp(turn, { id, prop, value: on.value })
    }
  }
}

/** Writes what progress props show while nothing runs, as part of the page (D5, C2). */
export function restProgress(turn: Turn, concerns: (id: IdKey) => boolean): void {
  for (const plan of turn.plan.ordered) {
    if (plan.progress.length === 0) continue
    for (const instance of instancesOf(plan.instanceSources, turn.index)) {
      for (const rest of restValues(progressSlots(turn, plan, instance))) {
        if (!concerns(rest.id) || !turn.index.byKey.has(rest.id) || isShowing(turn, rest)) continue
        setProp(turn, { ...rest, value: keptOr(turn, rest) })
      }
    }
  }
}

function isShowing(turn: Turn, { id, prop }: { readonly id: IdKey; readonly prop: string }): boolean {
  return turn.now.calls.some(({ phase, latest }) => phase === 'running'
    && latest.some((change) => change.prop === prop && change.id === id))
}
