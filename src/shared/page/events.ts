import type { CallbackId, CodeHash, JobId } from '../brand.ts'
import type { CacheNote, CallbackCall, JobSnapshot, PropsUpdate, ResultRef, Sequenced } from '../change.ts'
import type { LightReply, TriggerReply } from '../contract.ts'
import type { Result } from '../errors.ts'
import type { Job } from '../job.ts'
import type { StoredValue } from '../stored-value.ts'
import type { TaskDescriptor } from '../task.ts'
import type { PropChange } from './state.ts'

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
  /** `result` of a failed job is what its `onError` returned. */
  | { readonly event: 'job'; readonly job: Job; readonly result?: ResultRef; readonly cached?: CacheNote }
  | { readonly event: 'progress'; readonly jobIds: readonly JobId[]; readonly progress: Sequenced<unknown> }
  | { readonly event: 'props'; readonly jobIds: readonly JobId[]; readonly props: Sequenced<readonly PropsUpdate[]> }
  /** A large result arrived that a `readValue` effect asked for. */
  | { readonly event: 'valueRead'; readonly jobId: JobId; readonly value: Result<unknown> }
  /** The script changed (hot reload). */
  | { readonly event: 'described'; readonly descriptor: TaskDescriptor; readonly codeHash: CodeHash }
  /** Run a callback with the arguments as they are now: Retry, Run fresh. */
  | { readonly event: 'retry'; readonly callbackId: CallbackId; readonly instance: string; readonly fresh: boolean }
  /** Cancel this page's jobs of a callback; `instance` null: of all its instances. */
  | { readonly event: 'cancel'; readonly callbackId: CallbackId; readonly instance: string | null }

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
