import type { CallbackId, JobId, PageId, TaskId, Timestamp } from './brand.ts'
import type { FormPreset } from './form-memory.ts'
import type { IdKey } from './dependency.ts'
import type { Job, JobState } from './job.ts'
import type { QueuedJobs } from './queue/pack-queued.ts'
import type { QueueState } from './queue/queue-state.ts'
import type { StoredValue } from './stored-value.ts'
import type { FolderSummary, TaskSummary } from './task.ts'

/** A value with its ordinal within one run, so that late and doubled deliveries are noticed. From 1. */
export interface Sequenced<T> { readonly seq: number; readonly value: T }
/** One `setProps` call: values for props of one component. */
export interface PropsUpdate { readonly id: IdKey; readonly props: Readonly<Record<string, unknown>> }

/** What a progress value says in one line, for lists: the first fraction and text that it holds. */
export interface ProgressSummary { readonly fraction: number | null; readonly text: string | null }

/** A result as a window gets it: small ones at once, large ones by {@link StoredValue} to be asked for. */
export type ResultRef =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'stored'; readonly stored: StoredValue }
  /** The script returned noUpdate or threw PreventUpdate. */
  | { readonly kind: 'noUpdate' }

export interface CacheNote { readonly computedAt: Timestamp; readonly tookMs: number }

/** A job as windows see it. */
export interface JobSnapshot {
  readonly job: Job
  readonly progress: Sequenced<unknown> | null
  /** The latest value of each (id, prop) that `setProps` wrote, oldest first (F6). */
  readonly props: readonly PropsUpdate[]
  readonly result: ResultRef | null
  readonly cached: CacheNote | null
}

export interface LogChunk { readonly seq: number; readonly at: Timestamp; readonly stream: 'stdout' | 'stderr' | 'app'; readonly text: string }

/** What a run's processes take right now: bytes of memory, what they share counted once, and how many processors they keep busy. */
export interface LiveUsage { readonly memory: number; readonly cores: number }

/** One difference between two revisions of what main knows. */
export type Change =
  | { readonly change: 'job'; readonly job: Job; readonly result?: ResultRef; readonly cached?: CacheNote }
  /** Jobs that wait, new or with another place. */
  | { readonly change: 'queued'; readonly jobs: QueuedJobs }
  /** The same became of many jobs at once. */
  | { readonly change: 'jobs'; readonly jobIds: readonly JobId[]; readonly state: JobState }
  | { readonly change: 'queue'; readonly queue: QueueState }
  | { readonly change: 'progress'; readonly jobIds: readonly JobId[]; readonly progress: Sequenced<unknown> }
  | { readonly change: 'props'; readonly jobIds: readonly JobId[]; readonly props: Sequenced<readonly PropsUpdate[]> }
  | { readonly change: 'log'; readonly jobIds: readonly JobId[]; readonly chunks: readonly LogChunk[] }
  /** What windows are told of `log`: they read the lines that they show. */
  | { readonly change: 'logGrown'; readonly jobIds: readonly JobId[] }
  | { readonly change: 'usage'; readonly jobIds: readonly JobId[]; readonly usage: LiveUsage }
  /** Of a run that has ended. */
  | { readonly change: 'run'; readonly jobId: JobId; readonly what: 'removed' | 'restored' | 'pinned' | 'unpinned' }
  | { readonly change: 'task'; readonly task: TaskSummary }
  | { readonly change: 'taskGone'; readonly taskId: TaskId }
  | { readonly change: 'folders'; readonly folders: readonly FolderSummary[] }
  | { readonly change: 'presets'; readonly taskId: TaskId; readonly presets: readonly FormPreset[] }
  | { readonly change: 'notice'; readonly notice: Notice }

/** Something the user should know that belongs to no job: a database set aside, a full disk. */
export interface Notice { readonly id: string; readonly level: 'note' | 'warning' | 'error'; readonly title: string; readonly text: string }

/** A page of a task that can be taken over: what the window saved last (C1, G6). Opaque to main. */
export interface SavedPage { readonly pageId: PageId; readonly taskId: TaskId; readonly savedAt: Timestamp; readonly state: unknown }

/** A call of a callback as a page makes it. `args` are grouped already (B2): what `run` gets after `setProgress`. */
export interface CallbackCall {
  readonly taskId: TaskId
  readonly callbackId: CallbackId
  readonly instance: string
  readonly pageId: PageId | null
  readonly args: readonly unknown[]
  readonly context: CallContext
  readonly fresh: boolean
}
/** What `jobContext()` tells of the trigger (C3). */
export interface CallContext {
  readonly triggered: readonly TriggeredProp[]
  readonly inputs: Readonly<Record<string, unknown>>
  readonly states: Readonly<Record<string, unknown>>
}
export interface TriggeredProp { readonly id: IdKey; readonly prop: string; readonly value: unknown }
