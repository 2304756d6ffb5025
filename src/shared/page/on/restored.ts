import type { JobSnapshot } from '../../change.ts'
import { isEnded } from '../../job.ts'
import { callSlots } from '../call-slots.ts'
import { leaveCall } from '../end-call.ts'
import { equalValues } from '../equal-values.ts'
import { hold } from '../fire.ts'
import { applyProgress } from '../progress.ts'
import { instancesOf } from '../resolve.ts'
import { showRunning } from '../running.ts'
import { showChanges } from '../show-changes.ts'
import type { OpenCall } from '../state.ts'
import { leaveOlder } from '../supersede.ts'
import { putCall, readProp, sameInstance, type Turn } from '../turn.ts'
import { fireNew } from './fire-new.ts'
import { jobChanged } from './job-changed.ts'
import { changesOf } from './props-set.ts'

/**
 * A page that was taken over: nothing is called (C1) but what goes on by itself, where a chain paused while no
 * window had the page (C11). Its jobs are as the snapshots say: running, with their latest progress, or ended.
 */
export function restored(turn: Turn, jobs: readonly JobSnapshot[]): void {
  const ordered = [...jobs].sort((one, other) => one.job.createdAt - other.job.createdAt)
  const taken = ordered.map((snapshot) => ({ snapshot, call: takeOver(turn, snapshot) }))
  const found = new Set(taken.map(({ call }) => call?.token))
  // Their trigger or their answer was lost with the window, or their job is not known any more.
  const lost = turn.now.calls.filter(({ token }) => !found.has(token))
  for (const call of lost) makeAgain(turn, call)
  for (const call of lost) leaveCall(turn, call, { stays: false })
  for (const { snapshot, call } of taken) if (call !== null) catchUp(turn, call.token, snapshot)
  fireNew(turn)
}

/**
 * A light call is part of a chain that paused with the window: it is made again (C11), as soon as nothing that it takes is in
 * the making. One whose components had left the page has nothing to be made for.
 */
function makeAgain(turn: Turn, { kind, callbackId, instance, triggered }: OpenCall): void {
  const plan = kind === 'light' ? turn.plan.callbacks.get(callbackId) : undefined
  if (plan !== undefined && instancesOf(plan.instanceSources, turn.index).includes(instance)) hold(turn, { plan, instance, triggered, initial: false, fresh: false })
}

/** The call of a job: by its id, else the oldest that had no answer yet, else a new one (C7: took over). */
function takeOver(turn: Turn, { job }: JobSnapshot): OpenCall | null {
  const { calls, ends } = turn.now
  const known = calls.find(({ jobId }) => jobId === job.id)
  if (known !== undefined) return known
  const asked = calls.find((call) => call.jobId === null && call.kind === 'long' && sameInstance(call, job))
  if (asked !== undefined) return putCall(turn, { ...asked, jobId: job.id, phase: 'queued' })
  const plan = turn.plan.callbacks.get(job.callbackId)
  if (plan?.callback.kind !== 'long' || isEnded(job.state) || ends.some(({ jobId }) => jobId === job.id)) return null
  const token = turn.now.nextToken
  const call: OpenCall = {
    callbackId: job.callbackId, instance: job.instance, token, kind: 'long', jobId: job.id, phase: 'queued', shown: false, cancelAsked: false,
    cached: null, triggered: [], progressSeq: 0, propsSeq: 0, latest: [], ...callSlots(turn, plan, job.instance),
  }
  turn.now = { ...turn.now, calls: [...turn.now.calls, call], nextToken: token + 1 }
  return call
}

function catchUp(turn: Turn, token: number, { job, progress, props, result, cached }: JobSnapshot): void {
  const call = turn.now.calls.find((other) => other.token === token)
  if (call === undefined) return
  if (call.phase === 'reading') putCall(turn, { ...call, phase: 'running' })
  if (job.state.status === 'queued' || job.state.status === 'running') leaveOlder(turn, showRunning(turn, call), [])
  const current = turn.now.calls.find((other) => other.token === token) ?? call
  if (progress !== null) applyProgress(turn, [current], progress)
  for (const update of props) {
    showChanges(turn, changesOf(update).filter(({ id, prop, value }) => turn.index.byKey.has(id) && !equalValues(readProp(turn, id, prop), value)))
  }
  jobChanged(turn, { job, result: result ?? undefined, cached: cached ?? undefined })
}
