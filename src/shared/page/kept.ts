import type { PropChange } from './state.ts'
import type { Turn } from './turn.ts'

/** Remembers outputs of props that progress writes too, for when the progress is over (D5). */
export function keepOutputs(turn: Turn, outputs: readonly PropChange[]): void {
  for (const { id, prop, value } of outputs) {
    const present = turn.index.byKey.get(id)
    if (present === undefined || turn.plan.progressTargets.of(present, prop).length === 0) continue
    turn.now = { ...turn.now, kept: turn.now.kept.with(id, { ...turn.now.kept.get(id), [prop]: value }) }
  }
}

/** The last output of a progress target, else its default. */
export function keptOr(turn: Turn, rest: PropChange): unknown {
  const kept = turn.now.kept.get(rest.id)
  return kept !== undefined && Object.hasOwn(kept, rest.prop) ? kept[rest.prop] : rest.value
}
