import type { JobId, OwnerId, PageId } from '../../shared/brand.ts'
import type { JobSnapshot, PropsUpdate, Sequenced } from '../../shared/change.ts'
import type { FailedAttempt } from '../../shared/history.ts'
import type { Job, Run } from '../../shared/job.ts'
import type { CallbackDescriptor } from '../../shared/task.ts'
import type { CallKey } from './cache-key.ts'
import type { Secrets } from './form-call.ts'
import type { RunnableTask, RunRequest } from './ports.ts'

/** A run that is queued, running, or whose processes are still being ended. */
export interface LiveRun {
  readonly run: Run
  /** The other engine that runs it, where jobs of this one only joined; null: it is ours. */
  readonly host: OwnerId | null
  readonly task: RunnableTask
  readonly callback: CallbackDescriptor
  /** As it is kept: without secrets. */
  readonly request: RunRequest
  /** Never written anywhere. */
  readonly secrets: Secrets
  readonly key: CallKey | null
  readonly controller: AbortController
  /** Jobs that want its result; a job that left or ended is no longer here. */
  readonly jobs: Map<JobId, Job>
  /** Every job that ever wanted it, with its page: log lines that come after the result still find their readers. */
  readonly members: Map<JobId, PageId | null>
  /** Jobs of the same instance that must be over first (C5, E3). */
  readonly waitsFor: Set<JobId>
  /** When user code began, for telling how long it took. */
  startedAt: number
  /** As {@link startedAt}; null while no user code has begun. */
  beganAt: number | null
  /** Attempts that were followed by another. */
  readonly failedAttempts: FailedAttempt[]
  /** Ordinal of the last log chunk: attempts and notes count on, where each process begins anew. */
  lastLogged: number
  progress: Sequenced<unknown> | null
  /** The latest value of each (id, prop) that the script set, by both (F6). */
  readonly props: Map<string, PropsUpdate>
  /** Ordinal of the last of them. */
  propsSeq: number
}

/** A run for its first job; `attempts`: those that an earlier engine began. */
export function newLiveRun(job: Job, from: Pick<LiveRun, 'task' | 'callback' | 'key' | 'secrets'> & Pick<RunRequest, 'args' | 'context'> & { readonly attempts?: number }): LiveRun {
  const run: Run = {
    id: job.runId, taskId: job.taskId, callbackId: job.callbackId, codeHash: from.task.bundle.codeHash,
    cacheKey: from.key?.key ?? null, attempt: from.attempts ?? 0,
  }
  return {
    run, host: null, task: from.task, callback: from.callback, key: from.key,
    request: { run, callback: from.callback, bundle: from.task.bundle, args: from.args, context: from.context, secrets: [] }, secrets: from.secrets,
    controller: new AbortController(), jobs: new Map([[job.id, job]]), members: new Map(), waitsFor: new Set(),
    startedAt: 0, beganAt: null, failedAttempts: [], lastLogged: 0, progress: null, props: new Map(), propsSeq: 0,
  }
}

/** A job of a live run as windows see it. */
export function liveSnapshot(live: LiveRun, job: Job): JobSnapshot {
  return { job, progress: live.progress, props: [...live.props.values()], result: null, cached: null }
}
