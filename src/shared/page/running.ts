import { equalValues } from './equal-values.ts'
import { onValueOf } from './on-value.ts'
import { showChanges } from './show-changes.ts'
import type { OpenCall, PropChange } from './state.ts'
import { putCall, readProp, type Turn } from './turn.ts'

/** Shows a call's running props, once (C4). */
export function showRunning(turn: Turn, call: OpenCall): OpenCall {
  if (call.shown) return call
  const shown = putCall(turn, { ...call, shown: true })
  showChanges(turn, differing(turn, call.running.map(({ id, prop, during }) => ({ id, prop, value: during }))), call)
  return shown
}

/**
 * The after-values of an ending call (D1). A target that another call still has on stays on, with that one's value;
 * it goes off when the last ends (D2).
 */
export function runningOff(turn: Turn, call: OpenCall): readonly PropChange[] {
  return differing(turn, call.running.map(({ id, prop, after }) => {
    const on = onValueOf(turn, { id, prop, except: call.token })
    return { id, prop, value: on === undefined ? after : on.value }
  }))
}

function differing(turn: Turn, changes: readonly PropChange[]): readonly PropChange[] {
  return changes.filter(({ id, prop, value }) => turn.index.byKey.has(id) && !equalValues(readProp(turn, id, prop), value))
}
