import type { CodeHash } from '../brand.ts'
import type { IdKey } from '../dependency.ts'
import type { TaskDescriptor } from '../task.ts'
import { findAllCircles } from './circles.ts'
import { restProgress } from './delivered.ts'
import { onValueOf } from './on-value.ts'
import { paramId } from '../form.ts'
import { secretNames } from '../secrets/secret-names.ts'
import { filterIds } from './filter-ids.ts'
import { indexOf } from './page-index.ts'
import { restOf } from './progress.ts'
import type { PageState } from './state.ts'
import { beginTurn, finishTurn, removeCall, type Turn } from './turn.ts'
import { setProp } from './write.ts'

/**
 * A page with another version of its script (C1): values whose component still exists stay; calls stay whose
 * callback and output grouping are the same, the others are over for the page. Triggers nothing.
 */
export function adoptDescriptor(state: PageState, described: { readonly descriptor: TaskDescriptor; readonly codeHash: CodeHash }): PageState {
  const before = indexOf(state)
  const adopted: PageState = { ...state, ...described }
  const after = indexOf(adopted)
  // A field that is a secret no more would show what was typed, and the page be kept with it.
  const exposed = new Set<string>(secretNames(state.descriptor.params).filter((name) => described.descriptor.params?.[name]?.kind !== 'secret').map(paramId))
  const stays = (id: IdKey): boolean => {
    if (exposed.has(id)) return false
    const [old, now] = [before.byKey.get(id), after.byKey.get(id)]
    // Without the older script (a page saved before it changed), the id alone must do.
    return now !== undefined && (old === undefined || old.component.component === now.component.component)
  }
  const turn = beginTurn({ ...adopted, overlay: filterIds(state.overlay, stays), kept: filterIds(state.kept, stays) })
  dropCalls(turn)
  const known = ({ callbackId }: { readonly callbackId: PageState['knownCallbacks'][number] }): boolean => turn.plan.callbacks.has(callbackId)
  turn.now = {
    ...turn.now, held: turn.now.held.filter(known), ends: turn.now.ends.filter(known),
    knownCallbacks: turn.now.knownCallbacks.filter((callbackId) => turn.plan.callbacks.has(callbackId)),
  }
  findAllCircles(turn)
  restProgress(turn)
  return finishTurn(turn)[0]
}

function dropCalls(turn: Turn): void {
  for (const call of turn.now.calls) {
    if (turn.plan.callbacks.get(call.callbackId)?.outputShape === call.outputShape) continue
    removeCall(turn, call.token)
    for (const { id, prop, after } of call.running) {
      if (turn.index.byKey.has(id)) setProp(turn, { id, prop, value: (onValueOf(turn, { id, prop }) ?? { value: after }).value })
    }
    for (const rest of restOf(turn, call, [])) setProp(turn, rest)
  }
}
