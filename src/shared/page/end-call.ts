import type { CacheNote, ResultRef } from '../change.ts'
import { type ErrorInfo, toErrorInfo } from '../errors.ts'
import { distribute } from './distribute.ts'
import { recordEnd } from './ends.ts'
import { releaseHeld } from './fire.ts'
import { keepOutputs } from './kept.ts'
import { restOf } from './progress.ts'
import { runningOff } from './running.ts'
import { showChanges } from './show-changes.ts'
import type { OpenCall, PropChange } from './state.ts'
import { putCall, removeCall, type Turn } from './turn.ts'

/** How a call ended. `result` null: outputs keep their values. */
export interface Ending {
  readonly result: { readonly value: unknown } | null
  readonly error: ErrorInfo | null
  readonly handled: boolean
  readonly cached: CacheNote | null
}
export const emptyEnding: Ending = { result: null, error: null, handled: false, cached: null }

/**
 * Ends a call for the page, in the order of D10: running after-values, progress defaults, outputs, each a step that
 * callbacks see; then what waited for it runs (C8). The last progress came as an event of its own.
 */
export function endCall(turn: Turn, call: OpenCall, ending: Ending): void {
  const { outputs, error } = outputsOf(turn, call, ending)
  finishRunning(turn, call, outputs)
  giveOutputs(turn, call, outputs)
  recordEnd(turn, { callbackId: call.callbackId, instance: call.instance, token: call.token, jobId: call.jobId, error, handled: ending.handled, cached: ending.cached })
  removeCall(turn, call.token)
  releaseHeld(turn)
}

/** Ends what a call shows while it runs, and nothing else: it was canceled, replaced, or came too late. */
export function leaveCall(turn: Turn, call: OpenCall, { stays }: { readonly stays: boolean }): void {
  finishRunning(turn, call, [])
  if (stays) putCall(turn, { ...call, phase: 'leaving', shown: false })
  else removeCall(turn, call.token)
  releaseHeld(turn)
}

/** The outputs of a success that came before its cancel (E5); running props and progress are over already. */
export function succeedLate(turn: Turn, call: OpenCall, ending: Ending): void {
  const { outputs, error } = outputsOf(turn, call, ending)
  giveOutputs(turn, call, outputs)
  recordEnd(turn, { callbackId: call.callbackId, instance: call.instance, token: call.token, jobId: call.jobId, error, handled: ending.handled, cached: ending.cached })
  removeCall(turn, call.token)
}

/** A result as a value to show; null for no update. */
export function resultValue(result: ResultRef | undefined): { readonly value: unknown } | null {
  return result?.kind === 'value' ? { value: result.value } : null
}

function finishRunning(turn: Turn, call: OpenCall, outputs: readonly PropChange[]): void {
  showChanges(turn, runningOff(turn, call), call)
  showChanges(turn, restOf(turn, call, outputs), call)
}

function giveOutputs(turn: Turn, call: OpenCall, outputs: readonly PropChange[]): void {
  keepOutputs(turn, outputs)
  showChanges(turn, outputs, call)
}

function outputsOf(turn: Turn, call: OpenCall, { result, error }: Ending): { readonly outputs: readonly PropChange[]; readonly error: ErrorInfo | null } {
  const callback = turn.plan.callbacks.get(call.callbackId)?.callback
  if (result === null || callback === undefined || callback.output === null) return { outputs: [], error }
  try { return { outputs: distribute(callback.output, call.outputs, result.value), error } } catch (thrown) { return { outputs: [], error: error ?? toErrorInfo(thrown) } }
}
