import type { IdKey } from '../dependency.ts'
import { progressSlots, restValues } from './call-slots.ts'
import { instancesAround } from './initial-firings.ts'
import { keptOr } from './kept.ts'
import { onValueOf } from './on-value.ts'
import type { PropChange } from './state.ts'
import type { Turn } from './turn.ts'
import { setProp } from './write.ts'

/** Gives components that were just delivered their progress, or its default (D5), and the on-values of what runs (D1). Triggers nothing. */
export function afterDelivery(turn: Turn, delivered: ReadonlySet<IdKey>): void {
  writeProgress(turn, delivered, (id) => delivered.has(id))
  for (const call of turn.now.calls) {
    for (const { id, prop } of call.running) {
      if (!delivered.has(id) || !turn.index.byKey.has(id)) continue
      const on = onValueOf(turn, { id, prop })
      if (on !== undefined) setProp(turn, { id, prop, value: on.value })
    }
  }
}

/** Writes what all progress props show, as part of the page (C2): the latest of what runs, else what is there while nothing runs (D5). */
export function restProgress(turn: Turn): void {
  writeProgress(turn, turn.index.byKey.keys(), () => true)
}

function writeProgress(turn: Turn, ids: Iterable<IdKey>, concerns: (id: IdKey) => boolean): void {
  for (const { plan, instance } of instancesAround(turn, ids, [turn.plan.progressTargets])) {
    for (const rest of restValues(progressSlots(turn, plan, instance))) {
      if (!concerns(rest.id) || !turn.index.byKey.has(rest.id)) continue
      setProp(turn, shownProgress(turn, rest) ?? { ...rest, value: keptOr(turn, rest) })
    }
  }
}

/** What the newest running call that tells of this prop shows there. */
function shownProgress(turn: Turn, { id, prop }: PropChange): PropChange | undefined {
  const isTarget = (change: PropChange): boolean => change.id === id && change.prop === prop
  return turn.now.calls.findLast(({ phase, latest }) => phase === 'running' && latest.some(isTarget))?.latest.find(isTarget)
}
