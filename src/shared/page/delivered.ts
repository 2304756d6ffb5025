import type { IdKey } from '../dependency.ts'
import { restValues } from './call-slots.ts'
import { instanceName } from './instance.ts'
import { keptOr } from './kept.ts'
import { onValueOf } from './on-value.ts'
import { partsOf } from './pattern.ts'
import type { CallbackPlan } from './plan.ts'
import { resolveSlot } from './resolve.ts'
import type { ProgressSlot, PropChange } from './state.ts'
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
  for (const slot of progressAround(turn, ids)) {
    for (const rest of restValues([slot])) {
      if (concerns(rest.id) && turn.index.byKey.has(rest.id)) setProp(turn, shownProgress(turn, rest) ?? { ...rest, value: keptOr(turn, rest) })
    }
  }
}

/** The progress targets that mean some of these components, each once, by rank: whatever else their instances need. */
function progressAround(turn: Turn, ids: Iterable<IdKey>): readonly ProgressSlot[] {
  const found = new Map<string, { readonly rank: number; readonly slot: ProgressSlot }>()
  for (const key of ids) {
    const present = turn.index.byKey.get(key)
    if (present === undefined) continue
    for (const { owner, dependency } of turn.plan.progressTargets.ofId(present)) {
      const [at, instance] = [owner.progress.indexOf(dependency as CallbackPlan['progress'][number]), instanceName(partsOf(dependency.id, present.id))]
      const name = `${owner.rank} ${at} ${instance}`
      if (!found.has(name)) found.set(name, { rank: owner.rank, slot: { ...resolveSlot(dependency, instance, turn.index), rest: owner.rests[at] ?? null } })
    }
  }
  return [...found.values()].sort((one, other) => one.rank - other.rank).map(({ slot }) => slot)
}

/** What the newest running call that tells of this prop shows there. */
function shownProgress(turn: Turn, { id, prop }: PropChange): PropChange | undefined {
  const isTarget = (change: PropChange): boolean => change.id === id && change.prop === prop
  return turn.now.calls.findLast(({ phase, latest }) => phase === 'running' && latest.some(isTarget))?.latest.find(isTarget)
}
