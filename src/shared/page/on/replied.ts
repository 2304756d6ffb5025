import type { TriggerReply } from '../../contract.ts'
import type { Result } from '../../errors.ts'
import type { Job } from '../../job.ts'
import { cancelCalls } from '../cancel.ts'
import { emptyEnding, endCall, leaveCall } from '../end-call.ts'
import { showRunning } from '../running.ts'
import type { OpenCall } from '../state.ts'
import { isOutdated, leaveOlder } from '../supersede.ts'
import { putCall, type Turn } from '../turn.ts'
import { jobChanged, succeeded } from './job-changed.ts'

/** The engine answered a trigger (C4, C5). An answer for a call that is over changes nothing. */
export function replied(turn: Turn, token: number, reply: Result<TriggerReply>): void {
  const call = turn.now.calls.find((other) => other.token === token && other.phase === 'asked')
  if (call === undefined) return
  if (!reply.ok) {
    endCall(turn, call, { ...emptyEnding, error: reply.error })
    leaveReplaced(turn, call)
    return
  }
  switch (reply.value.reply) {
    case 'ignored': leaveCall(turn, call, { stays: false }); return
    case 'cached': cachedReply(turn, call, reply.value); return
    case 'queued':
    case 'joined': accepted(turn, call, reply.value)
  }
}

function cachedReply(turn: Turn, call: OpenCall, { job, result, cached }: Extract<TriggerReply, { reply: 'cached' }>): void {
  if (isOutdated(turn, call)) { leaveCall(turn, call, { stays: false }); return }
  // The latest wins, also where it was answered without a run: what still runs for the older trigger ends (C5).
  cancelCalls(turn, leaveOlder(turn, call, []))
  succeeded(turn, putCall(turn, { ...call, jobId: job.id, cached }), result)
}

function accepted(turn: Turn, call: OpenCall, { job, replaced }: { readonly job: Job; readonly replaced: readonly string[] }): void {
  const own = showRunning(turn, putCall(turn, { ...call, jobId: job.id, phase: job.state.status === 'running' ? 'running' : 'queued' }))
  leaveOlder(turn, own, replaced)
  if (own.cancelAsked) turn.effects.push({ effect: 'cancel', jobId: job.id })
  if (job.state.status !== 'queued' && job.state.status !== 'running') jobChanged(turn, { job })
}

function leaveReplaced(turn: Turn, { callbackId, instance, token }: OpenCall): void {
  const left = turn.now.calls.filter((other) => other.callbackId === callbackId && other.instance === instance && other.token < token && other.phase === 'replaced')
  for (const call of left) leaveCall(turn, call, { stays: false })
}
