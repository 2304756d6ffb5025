import type { CallbackId, CodeHash, JobId, PageId, TaskId } from '../brand.ts'
import type { CacheNote, CallbackCall, JobSnapshot, PropsUpdate, ResultRef, Sequenced } from '../change.ts'
import type { LightReply, TriggerReply } from '../contract.ts'
import type { IdKey } from '../dependency.ts'
import type { ErrorInfo, Result } from '../errors.ts'
import type { Job } from '../job.ts'
import type { StoredValue } from '../stored-value.ts'
import type { TaskDescriptor } from '../task.ts'

/** Props that differ from the layout's, by component. */
export type Overlay = Readonly<Record<IdKey, Readonly<Record<string, unknown>>>>
export interface PropChange { readonly id: IdKey; readonly prop: string; readonly value: unknown }

/** A callback's instance on this page (C6). */
export interface InstanceRef { readonly callbackId: CallbackId; readonly instance: string }

/** One trigger that is not over yet. `token` is the page's own number for it, before there is a job id. */
export interface OpenCall extends InstanceRef {
  readonly token: number
  readonly kind: 'long' | 'light'
  readonly jobId: JobId | null
  /** `asked`: no reply yet. The rest as the job says; `leaving`: canceling or replaced, over for the page (E4). */
  readonly phase: 'asked' | 'queued' | 'running' | 'leaving'
  /** Its running props show their on-values (C4). */
  readonly shown: boolean
  /** Ordinal of the last progress and props applied, so that none is applied twice or late. */
  readonly progressSeq: number
  readonly propsSeq: number
}

/** How the last call of an instance ended, for showing beside its outputs. */
export interface LastEnd extends InstanceRef {
  readonly jobId: JobId | null
  readonly error: ErrorInfo | null
  readonly cached: CacheNote | null
}

/** Triggers of an instance that wait for an output in the making (C8). */
export interface HeldTrigger extends InstanceRef { readonly triggered: readonly PropChange[]; readonly initial: boolean }

/** A page: one open task in one window. Plain and cloneable; saved whole, less the descriptor. */
export interface PageState {
  readonly pageId: PageId
  readonly taskId: TaskId
  readonly codeHash: CodeHash
  readonly descriptor: TaskDescriptor
  readonly overlay: Overlay
  readonly calls: readonly OpenCall[]
  readonly held: readonly HeldTrigger[]
  readonly ends: readonly LastEnd[]
  readonly nextToken: number
}

/** Everything that can happen to a page. */
export type PageEvent =
  /** A new page: defaults are written, callbacks run once (C1). */
  | { readonly event: 'created' }
  /** A page taken over or reloaded: its jobs as they are now; nothing runs (C1, G6). */
  | { readonly event: 'restored'; readonly jobs: readonly JobSnapshot[] }
  /** The user, or the app for him, changed props. */
  | { readonly event: 'changed'; readonly changes: readonly PropChange[] }
  | { readonly event: 'replied'; readonly token: number; readonly reply: Result<TriggerReply> }
  /** 50 ms went by without a reply (C4). */
  | { readonly event: 'slow'; readonly token: number }
  | { readonly event: 'lightReplied'; readonly token: number; readonly reply: Result<LightReply> }
  | { readonly event: 'job'; readonly job: Job; readonly result?: ResultRef; readonly cached?: CacheNote }
  | { readonly event: 'progress'; readonly jobIds: readonly JobId[]; readonly progress: Sequenced<unknown> }
  | { readonly event: 'props'; readonly jobIds: readonly JobId[]; readonly props: Sequenced<readonly PropsUpdate[]> }
  /** A large result arrived that a `readValue` effect asked for. */
  | { readonly event: 'valueRead'; readonly jobId: JobId; readonly value: Result<unknown> }
  /** The script changed (hot reload). */
  | { readonly event: 'described'; readonly descriptor: TaskDescriptor; readonly codeHash: CodeHash }
  /** The user asks to run again a callback that failed, with arguments as they are now. */
  | { readonly event: 'retry'; readonly callbackId: CallbackId; readonly instance: string; readonly fresh: boolean }

/** What a page wants done outside. */
export type PageEffect =
  | { readonly effect: 'trigger'; readonly token: number; readonly call: CallbackCall }
  | { readonly effect: 'light'; readonly token: number; readonly call: CallbackCall }
  /** Answer with a `slow` event after `ms`, unless the reply came. */
  | { readonly effect: 'watch'; readonly token: number; readonly ms: number }
  | { readonly effect: 'cancel'; readonly jobId: JobId }
  | { readonly effect: 'readValue'; readonly jobId: JobId; readonly stored: StoredValue }
  /** Something worth keeping changed; `now` at each trigger, else debounced. */
  | { readonly effect: 'save'; readonly now: boolean }
