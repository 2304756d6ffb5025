import { leaveCall } from './end-call.ts'
import type { OpenCall } from './state.ts'
import { sameInstance, type Turn } from './turn.ts'

/** True where only the newest call of an instance may still reach the page. */
function latestWins(turn: Turn, call: OpenCall): boolean {
  return call.kind === 'light' || turn.plan.callbacks.get(call.callbackId)?.callback.whenRunning === 'replace'
}

/** True where a newer call of the instance was answered already, so that this one's result would be stale (C5). */
export function isOutdated(turn: Turn, call: OpenCall): boolean {
  if (!latestWins(turn, call)) return false
  return turn.now.calls.some((other) => sameInstance(other, call) && other.token > call.token && other.phase !== 'asked')
    || turn.now.ends.some((end) => sameInstance(end, call) && end.token > call.token)
}

/**
 * Older calls of an instance whose newer one was just answered: those that the engine `replaced`, those that were
 * canceled before (a late success of theirs would be older than what comes), and, where the latest wins, all. Returns
 * them as they were.
 */
export function leaveOlder(turn: Turn, call: OpenCall, replaced: readonly string[]): readonly OpenCall[] {
  const older = turn.now.calls.filter((other) => other.token < call.token && sameInstance(other, call) && (
    other.phase === 'leaving' || other.phase === 'replaced' || (other.jobId !== null && replaced.includes(other.jobId))
    || (latestWins(turn, call) && (call.kind === 'light' || other.phase !== 'asked'))))
  for (const other of older) leaveCall(turn, other, { stays: false })
  return older
}
