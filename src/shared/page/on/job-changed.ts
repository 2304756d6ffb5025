import type { CacheNote, ResultRef } from '../../change.ts'
import type { Job, JobState } from '../../job.ts'
import { recordEnd } from '../ends.ts'
import { emptyEnding, endCall, leaveCall, resultValue, succeedLate } from '../end-call.ts'
import { showRunning } from '../running.ts'
import type { OpenCall } from '../state.ts'
import { putCall, sameInstance, type Turn } from '../turn.ts'

export interface JobNews { readonly job: Job; readonly result?: ResultRef | undefined; readonly cached?: CacheNote | undefined }

/** A job of this page changed. Jobs of other pages, and those that are over for this one, change nothing. */
export function jobChanged(turn: Turn, { job, result, cached }: JobNews): void {
  const found = turn.now.calls.find((other) => other.jobId === job.id)
  if (found === undefined || found.phase === 'reading') return
  const call = cached === undefined ? found : putCall(turn, { ...found, cached })
  const { state } = job
  switch (state.status) {
    case 'queued':
    case 'running':
      if (call.phase !== 'leaving' && call.phase !== 'replaced') showRunning(turn, putCall(turn, { ...call, phase: state.status }))
      return
    case 'canceling': canceled(turn, call, { state, gone: false }); return
    case 'canceled': canceled(turn, call, { state, gone: true }); return
    case 'succeeded': succeeded(turn, call, result); return
    case 'failed': failed(turn, call, { state, result })
  }
}

/** Shows a result; a large one is asked for first, and the call goes on until it is here. */
export function succeeded(turn: Turn, call: OpenCall, result: ResultRef | undefined): void {
  if (call.phase === 'replaced') return
  if (result?.kind === 'stored' && call.jobId !== null) {
    // A late success (E5) has nothing to show but its outputs: it stays `leaving` until they are here.
    if (call.phase !== 'leaving') putCall(turn, { ...call, phase: 'reading' })
    turn.effects.push({ effect: 'readValue', jobId: call.jobId, stored: result.stored })
    return
  }
  finishSuccess(turn, call, resultValue(result))
}

/** The outputs of a success whose value is here. */
export function finishSuccess(turn: Turn, call: OpenCall, result: { readonly value: unknown } | null): void {
  const ending = { ...emptyEnding, result, cached: call.cached }
  if (call.phase === 'leaving') succeedLate(turn, call, ending)
  else endCall(turn, call, ending)
}

function failed(turn: Turn, call: OpenCall, { state, result }: { readonly state: Extract<JobState, { status: 'failed' }>; readonly result: ResultRef | undefined }): void {
  if (call.phase === 'leaving' || call.phase === 'replaced') { leaveCall(turn, call, { stays: false }); return }
  endCall(turn, call, { result: resultValue(result), error: state.error, handled: result !== undefined, cached: null })
}

function canceled(turn: Turn, call: OpenCall, { state, gone }: { readonly state: Extract<JobState, { status: 'canceling' | 'canceled' }>; readonly gone: boolean }): void {
  if (state.by === 'replaced') { replaced(turn, call); return }
  if (call.phase !== 'leaving' && call.phase !== 'replaced') {
    recordEnd(turn, { callbackId: call.callbackId, instance: call.instance, token: call.token, jobId: call.jobId, error: null, handled: false, cached: null })
    leaveCall(turn, call, { stays: !gone })
  } else if (gone) leaveCall(turn, call, { stays: false })
}

/** What replaced it shows its own running props as soon as its reply is here: till then these stay on, so nothing blinks. */
function replaced(turn: Turn, call: OpenCall): void {
  const waits = turn.now.calls.some((other) => sameInstance(other, call) && other.token > call.token && other.phase === 'asked')
  if (waits && call.phase !== 'leaving') putCall(turn, { ...call, phase: 'replaced' })
  else leaveCall(turn, call, { stays: false })
}
