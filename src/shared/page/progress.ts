import type { Sequenced } from '../change.ts'
import type { DependencyGrouping } from '../dependency.ts'
import { toErrorInfo } from '../errors.ts'
import { restValues } from './call-slots.ts'
import { distribute } from './distribute.ts'
import { equalValues } from './equal-values.ts'
import { recordEnd } from './ends.ts'
import { mergeTriggers } from './firings.ts'
import { keptOr } from './kept.ts'
import { showChanges } from './show-changes.ts'
import type { OpenCall, PropChange } from './state.ts'
import { putCall, readProp, sameInstance, type Turn } from './turn.ts'

/**
 * Shows a progress value of the calls' run, once for each instance, unless it is late (D4). A value that does not
 * fit what the page has (the script changed, ALL means other components now) is told beside the outputs.
 */
export function applyProgress(turn: Turn, calls: readonly OpenCall[], progress: Sequenced<unknown>): void {
  const shown: OpenCall[] = []
  for (const call of calls) {
    if (call.phase !== 'queued' && call.phase !== 'running') continue
    if (progress.seq <= call.progressSeq) continue
    const running = putCall(turn, { ...call, phase: 'running', progressSeq: progress.seq })
    if (shown.some((other) => sameInstance(other, call))) continue
    shown.push(call)
    const schema = turn.plan.callbacks.get(call.callbackId)?.callback.progress ?? null
    if (schema !== null) showProgress(turn, running, { schema, value: progress.value })
  }
}

function showProgress(turn: Turn, call: OpenCall, { schema, value }: { readonly schema: DependencyGrouping; readonly value: unknown }): void {
  try {
    const changes = distribute(schema, call.progress, value)
    putCall(turn, { ...call, latest: mergeTriggers(call.latest, changes) })
    showChanges(turn, changes, call)
  } catch (thrown) {
    recordEnd(turn, { callbackId: call.callbackId, instance: call.instance, token: call.token, jobId: call.jobId, error: toErrorInfo(thrown), handled: false, cached: null })
  }
}

/**
 * What progress targets of an ending call go back to (D5): the output that was there before, else the default; the
 * progress of another job where one still runs for the prop (D8); nothing where `outputs` are about to set it.
 */
export function restOf(turn: Turn, call: OpenCall, outputs: readonly PropChange[]): readonly PropChange[] {
  const others = turn.now.calls.filter((other) => other.token !== call.token && other.phase === 'running')
  return restValues(call.progress).flatMap((rest) => {
    const isTarget = ({ id, prop }: PropChange): boolean => id === rest.id && prop === rest.prop
    if (outputs.some(isTarget) || !turn.index.byKey.has(rest.id)) return []
    const other = others.findLast(({ latest }) => latest.some(isTarget))?.latest.find(isTarget)
    const value = other === undefined ? keptOr(turn, rest) : other.value
    return equalValues(readProp(turn, rest.id, rest.prop), value) ? [] : [{ ...rest, value }]
  })
}
