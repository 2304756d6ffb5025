import type { CacheKey, CallbackId, CodeHash, JobId, OwnerId, PageId, RunId, TaskId, Timestamp } from './brand.ts'
import { AppError, type ErrorInfo } from './errors.ts'
import type { Needs } from './queue/needs.ts'
import type { Priority } from './task.ts'

/** Why a queued job has not started, for telling in words. */
export type WaitReason =
  | { readonly reason: 'slot'; readonly running: number; readonly limit: number }
  | { readonly reason: 'previous'; readonly jobId: JobId }
  | { readonly reason: 'concurrency'; readonly limit: number }
  /** `free` of `total` are; they may be kept for a job before it. */
  | { readonly reason: 'resource'; readonly resource: string; readonly wanted: number; readonly free: number; readonly total: number }
  /** The user holds this job back, or the whole queue. */
  | { readonly reason: 'held' | 'queueHeld' | 'draining' }
  | { readonly reason: 'starting' }

/** What a kill ended, checked: `left` is counted after the last sweep and is 0 unless something could not be ended. */
export interface KillReceipt { readonly ended: number; readonly left: number; readonly tookMs: number }
export const emptyReceipt: KillReceipt = { ended: 0, left: 0, tookMs: 0 }

/** What a run took of the computer, all its processes together. `peakMemory` in bytes, resident, what files share counted once; `cpuTime` in ms. */
export interface Usage { readonly peakMemory: number; readonly cpuTime: number }

/** The time in which a script may end by itself after a cancel (E2). */
export interface Grace { readonly from: Timestamp; readonly until: Timestamp }

export type CanceledBy = 'user' | 'replaced' | 'quit' | 'terminal'

/** Six states. Interrupted, crashed and timed out are codes of a failure, not states. */
export type JobState =
  /** `order`: smaller goes first among equals of priority. `after`: a job that must be over first (C5, E3). Why it waits is `waitReasons`'. */
  | { readonly status: 'queued'; readonly order: number; readonly held: boolean; readonly after: JobId | null }
  | { readonly status: 'running'; readonly startedAt: Timestamp }
  /** `grace`: the script was told, and has until then to end by itself. */
  | { readonly status: 'canceling'; readonly startedAt: Timestamp; readonly by: CanceledBy; readonly grace?: Grace }
  | { readonly status: 'succeeded'; readonly startedAt: Timestamp; readonly finishedAt: Timestamp; readonly from: 'run' | 'joined' | 'cache' }
  | { readonly status: 'failed'; readonly startedAt: Timestamp | null; readonly finishedAt: Timestamp; readonly error: ErrorInfo; readonly receipt: KillReceipt | null }
  | { readonly status: 'canceled'; readonly startedAt: Timestamp | null; readonly finishedAt: Timestamp; readonly by: CanceledBy; readonly receipt: KillReceipt }
export type JobStatus = JobState['status']

/** One request to run a callback with given arguments. */
export interface Job {
  readonly id: JobId
  readonly runId: RunId
  readonly taskId: TaskId
  readonly callbackId: CallbackId
  /** MATCH instance of the callback on its page; '' where there is one. */
  readonly instance: string
  /** null: started from a terminal. */
  readonly pageId: PageId | null
  readonly ownerId: OwnerId
  readonly createdAt: Timestamp
  /** The key arguments in a few words, for lists. */
  readonly label: string
  readonly priority: Priority
  readonly fresh: boolean
  /** What it needs beside a slot; absent where that is all. */
  readonly needs?: Needs
  readonly state: JobState
}

export type JobEvent =
  | { readonly event: 'placed'; readonly order: number; readonly held: boolean }
  /** What it had to wait for first has changed. */
  | { readonly event: 'behind'; readonly after: JobId | null }
  | { readonly event: 'started'; readonly at: Timestamp }
  /** The app died with this job running, and its task asks for another try (G8), at the place it had. */
  | { readonly event: 'requeued'; readonly order: number }
  | { readonly event: 'returned'; readonly at: Timestamp; readonly from: 'run' | 'joined' }
  | { readonly event: 'failed'; readonly at: Timestamp; readonly error: ErrorInfo; readonly receipt: KillReceipt | null }
  | { readonly event: 'cancelAsked'; readonly by: CanceledBy }
  | { readonly event: 'graceBegan'; readonly grace: Grace }
  /** Nothing of the job's processes is left, or it never had any. */
  | { readonly event: 'gone'; readonly at: Timestamp; readonly by: CanceledBy; readonly receipt: KillReceipt }

/** A queued job whose place the store has yet to give: behind all others. */
export const newlyQueued: Extract<JobState, { status: 'queued' }> = { status: 'queued', order: Number.POSITIVE_INFINITY, held: false, after: null }

/** True in the three states that nothing leaves. */
export function isEnded(state: JobState): state is Extract<JobState, { finishedAt: Timestamp }> {
  return state.status === 'succeeded' || state.status === 'failed' || state.status === 'canceled'
}

/**
 * The one place where a job's state changes. Ended jobs stay as they are (the first ending wins, E5, F1); an
 * event that cannot happen in a state throws `INTERNAL`, for it means that the engine lost count.
 */
export function reduceJob(job: Job, event: JobEvent): Job {
  const { state } = job
  if (isEnded(state)) return job
  const to = (next: JobState): Job => ({ ...job, state: next })
  const startedAt = state.status === 'queued' ? null : state.startedAt
  switch (event.event) {
    case 'placed':
      if (state.status !== 'queued') break
      return to({ ...state, order: event.order, held: event.held })
    case 'behind':
      if (state.status !== 'queued') break
      return to({ ...state, after: event.after })
    case 'started':
      if (state.status !== 'queued') break
      return to({ status: 'running', startedAt: event.at })
    case 'requeued':
      if (state.status !== 'running') break
      return to({ ...newlyQueued, order: event.order })
    case 'returned':
      return to({ status: 'succeeded', startedAt: startedAt ?? event.at, finishedAt: event.at, from: event.from })
    case 'failed':
      // A host that dies while it is being killed did not fail by itself: `gone` decides.
      if (state.status === 'canceling' && event.error.code !== 'INTERRUPTED') return job
      return to({ status: 'failed', startedAt, finishedAt: event.at, error: event.error, receipt: event.receipt })
    case 'cancelAsked':
      if (state.status === 'canceling') return job
      // A queued job has nothing to wait for: the engine sends `gone` in the same step.
      return state.status === 'queued' ? job : to({ status: 'canceling', startedAt: state.startedAt, by: event.by })
    case 'graceBegan':
      return state.status === 'canceling' ? to({ ...state, grace: event.grace }) : job
    case 'gone':
      return to({ status: 'canceled', startedAt, finishedAt: event.at, by: state.status === 'canceling' ? state.by : event.by, receipt: event.receipt })
  }
  throw new AppError('INTERNAL', `Job ${job.id} is ${state.status}: "${event.event}" cannot happen to it`)
}

/** How an execution was asked for; what the store keeps of it beside its jobs. */
export interface Run {
  readonly id: RunId
  readonly taskId: TaskId
  readonly callbackId: CallbackId
  /** null: nothing ran, the cache answered. */
  readonly codeHash: CodeHash | null
  /** null: not cached, never joined. */
  readonly cacheKey: CacheKey | null
  /** How many were begun. */
  readonly attempt: number
}
