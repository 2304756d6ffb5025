import type { JobId } from '../brand.ts'
import { adoptDescriptor } from './adopt-descriptor.ts'
import { cancelCalls } from './cancel.ts'
import { restProgress } from './delivered.ts'
import { emptyEnding, endCall, leaveCall } from './end-call.ts'
import type { PageEffect, PageEvent } from './events.ts'
import { fireAll, releaseHeld } from './fire.ts'
import { fireNew } from './on/fire-new.ts'
import { finishSuccess, jobChanged } from './on/job-changed.ts'
import { lightReplied } from './on/light-replied.ts'
import { propsSet } from './on/props-set.ts'
import { replied } from './on/replied.ts'
import { restored } from './on/restored.ts'
import { applyProgress } from './progress.ts'
import { showRunning } from './running.ts'
import { showChanges } from './show-changes.ts'
import type { OpenCall, PageState } from './state.ts'
import { beginTurn, finishTurn, type Turn } from './turn.ts'

/**
 * The one place where a page changes: what an event makes of it, and what is to be done outside. Pure, and never
 * throws for anything that a script, a job or a late message can say; what does not concern the page changes nothing.
 */
export function reducePage(state: PageState, event: PageEvent): readonly [PageState, readonly PageEffect[]] {
  const turn = beginTurn(event.event === 'described' ? adoptDescriptor(state, event) : state)
  apply(turn, event)
  releaseHeld(turn)
  const [next, effects] = finishTurn(turn)
  return event.event === 'described' && effects.length === 0 ? [next, [{ effect: 'save', now: false }]] : [next, effects]
}

function apply(turn: Turn, event: PageEvent): void {
  switch (event.event) {
    case 'created': restProgress(turn); fireNew(turn); return
    case 'restored': restored(turn, event.jobs); return
    case 'described': fireNew(turn); return
    case 'changed': showChanges(turn, event.changes); return
    case 'replied': replied(turn, event.token, event.reply); return
    case 'slow': for (const call of turn.now.calls) if (call.token === event.token && call.phase === 'asked') showRunning(turn, call); return
    case 'lightReplied': lightReplied(turn, event.token, event.reply); return
    case 'job': jobChanged(turn, event); return
    case 'progress': applyProgress(turn, callsOf(turn, event.jobIds), event.progress); return
    case 'props': propsSet(turn, callsOf(turn, event.jobIds), event.props); return
    case 'valueRead': valueRead(turn, event); return
    case 'retry': retry(turn, event); return
    case 'cancel': cancelCalls(turn, turn.now.calls.filter(({ callbackId, instance }) => callbackId === event.callbackId && (event.instance ?? instance) === instance))
  }
}

function callsOf(turn: Turn, jobIds: readonly JobId[]): readonly OpenCall[] {
  return turn.now.calls.filter(({ jobId }) => jobId !== null && jobIds.includes(jobId))
}

function valueRead(turn: Turn, { jobId, value }: Extract<PageEvent, { event: 'valueRead' }>): void {
  const [call] = callsOf(turn, [jobId])
  if (call === undefined || (call.phase !== 'reading' && call.phase !== 'leaving')) return
  if (value.ok) finishSuccess(turn, call, { value: value.value })
  else if (call.phase === 'leaving') leaveCall(turn, call, { stays: false })
  else endCall(turn, call, { ...emptyEnding, error: value.error })
}

function retry(turn: Turn, { callbackId, instance, fresh }: Extract<PageEvent, { event: 'retry' }>): void {
  const plan = turn.plan.callbacks.get(callbackId)
  if (plan !== undefined) fireAll(turn, [{ plan, instance, triggered: [], initial: false, fresh }])
}
