import type { CallbackId, CodeHash, JobId, PageId, TaskId } from '../brand.ts'
import type { CacheNote } from '../change.ts'
import type { IdKey } from '../dependency.ts'
import type { ErrorInfo } from '../errors.ts'
import type { PersistentMap } from '../persistent-map.ts'
import type { TaskDescriptor } from '../task.ts'

/** Props that differ from the layout's, by component. */
export type Overlay = PersistentMap<IdKey, Readonly<Record<string, unknown>>>
export interface PropRef { readonly id: IdKey; readonly prop: string }
export interface PropChange extends PropRef { readonly value: unknown }

/** A callback's instance on this page (C6). */
export interface InstanceRef { readonly callbackId: CallbackId; readonly instance: string }

/** What one output or progress dependency stands for on the page; `many` takes a list with one value for each id (I5). */
export interface Slot { readonly prop: string; readonly ids: readonly IdKey[]; readonly many: boolean }
/** A progress target and what it shows while nothing runs (D5). */
export interface ProgressSlot extends Slot { readonly rest: unknown }
/** A running target with its two values (D1). */
export interface RunningTarget extends PropRef { readonly during: unknown; readonly after: unknown }

/**
 * `asked`: no reply yet. `queued`, `running`: as the job is. `reading`: succeeded, its large result is on the way.
 * `replaced`: a newer trigger replaced it, whose reply is not here yet; only its running props still count.
 * `leaving`: canceling, so over for the page (E4), unless its success came first (E5).
 */
export type CallPhase = 'asked' | 'queued' | 'running' | 'reading' | 'replaced' | 'leaving'

/** One trigger that is not over yet. `token` is the page's own number for it, before there is a job id. */
export interface OpenCall extends InstanceRef {
  readonly token: number
  readonly kind: 'long' | 'light'
  readonly jobId: JobId | null
  readonly phase: CallPhase
  /** Its running props show their on-values (C4). */
  readonly shown: boolean
  /** A cancel input changed before there was a job to cancel. */
  readonly cancelAsked: boolean
  readonly cached: CacheNote | null
  /** What triggered it, for making a light call again whose answer was lost with its window (C11). */
  readonly triggered: readonly PropChange[]
  /** Ordinal of the last progress and props applied, so that none is applied twice or late. */
  readonly progressSeq: number
  readonly propsSeq: number
  /** What its progress last set, by prop. */
  readonly latest: readonly PropChange[]
  /** Where the result goes: fixed at the trigger, as the arguments are (C2). */
  readonly outputs: readonly Slot[]
  /** The output grouping as text; a result is applied only while the script still has it (C1). */
  readonly outputShape: string
  readonly progress: readonly ProgressSlot[]
  readonly running: readonly RunningTarget[]
}

/** How the last call of an instance ended, for showing beside its outputs. */
export interface LastEnd extends InstanceRef {
  readonly token: number
  readonly jobId: JobId | null
  readonly error: ErrorInfo | null
  /** The script's `onError` took care of it (F4). */
  readonly handled: boolean
  readonly cached: CacheNote | null
}

/** Triggers of an instance that wait for an output in the making (C8). `initial`: no change is among them. */
export interface HeldTrigger extends InstanceRef { readonly triggered: readonly PropChange[]; readonly initial: boolean; readonly fresh: boolean }

/** A page: one open task in one window. Saved whole, less the descriptor. */
export interface PageState {
  readonly pageId: PageId
  readonly taskId: TaskId
  readonly codeHash: CodeHash
  readonly descriptor: TaskDescriptor
  readonly overlay: Overlay
  /** The last output of props that progress writes too: they go back to it when nothing runs (D5). */
  readonly kept: Overlay
  /** Oldest first. */
  readonly calls: readonly OpenCall[]
  readonly held: readonly HeldTrigger[]
  readonly ends: readonly LastEnd[]
  /** Callbacks that had their initial call or whose turn for it is over (C1). */
  readonly knownCallbacks: readonly CallbackId[]
  /** Callbacks that components inserted since made run one another: they do not run (A11). */
  readonly circles: readonly (readonly CallbackId[])[]
  readonly nextToken: number
}
