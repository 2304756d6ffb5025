import type { CacheKey, CodeHash, ContentHash, JobId, OwnerId, PageId, RunId, TaskId, Timestamp } from '../../shared/brand.ts'
import type { CacheNote, CallContext, Change, JobSnapshot, LiveUsage, LogChunk, PropsUpdate, SavedPage, Sequenced } from '../../shared/change.ts'
import type { ErrorInfo, Result } from '../../shared/errors.ts'
import type { Environment, FailedAttempt, Machine } from '../../shared/history.ts'
import type { CanceledBy, Job, KillReceipt, Run, Usage } from '../../shared/job.ts'
import type { CachePolicy } from '../../shared/policy.ts'
import type { Bundle, HostCall } from '../../shared/protocol.ts'
import type { StoredValue } from '../../shared/stored-value.ts'
import type { CallbackDescriptor, RuntimeName, TaskDescriptor } from '../../shared/task.ts'
import type { QueueStore } from './queue-port.ts'

/** What the engine needs to know of a task to run one of its callbacks. */
export interface RunnableTask { readonly taskId: TaskId; readonly relativePath: string; readonly bundle: Bundle; readonly descriptor: TaskDescriptor }

/** Finds tasks; fails with SCRIPT_BROKEN, SCRIPT_MISSING, NOT_TRUSTED … as the script stands now. */
export interface TaskSource { runnable(taskId: TaskId): Promise<RunnableTask> }

// ── where runs happen ────────────────────────────────────────────────────────

export interface RunRequest {
  readonly run: Run
  readonly callback: CallbackDescriptor
  readonly bundle: Bundle
  readonly args: readonly unknown[]
  readonly context: CallContext
  /** What must not be seen in anything that the run says. */
  readonly secrets: readonly string[]
}

/** A process that cannot be mistaken for a later one with the same pid. `startTime` is the system's own, as text. */
export interface ProcessIdentity { readonly pid: number; readonly startTime: string; readonly bootId: string; readonly token: string }

/** What a run tells while it lives. Calls come in order; none after `run` has settled. */
export interface RunObserver {
  /** The process is owned and recorded nowhere else yet: called before it is told what to run. */
  spawned(process: ProcessIdentity): void
  /** User code begins. */
  started(): void
  progressed(progress: Sequenced<unknown>): void
  propsSet(props: Sequenced<readonly PropsUpdate[]>): void
  logged(chunks: readonly LogChunk[]): void
  /** A cancel was told to the script, which uses the signal: it has so many ms. */
  graceBegan(ms: number): void
  /** What its processes take right now; at most once a second. */
  sampled(usage: LiveUsage): void
  /** A result (null: no update), to be committed and shown at once (F11); the process may still be there. */
  returned(value: StoredValue | null): void
}

/** How a run ended; nothing of its process tree is left but what `receipt.left` counts. */
export type RunEnd =
  | { readonly end: 'returned'; readonly receipt: KillReceipt; readonly usage?: Usage }
  | { readonly end: 'failed'; readonly error: ErrorInfo; readonly receipt: KillReceipt; readonly usage?: Usage }
  /** The signal was aborted before the run had returned or failed. `usage` is left out where there was no process, or nobody could tell. */
  | { readonly end: 'aborted'; readonly receipt: KillReceipt; readonly usage?: Usage }

/** Where runs happen (`manager` in the script API). */
export interface Backend extends AsyncDisposable {
  /** Infinity where the backend queues by itself. */
  readonly capacity: number
  /** Runs once; never rejects: what goes wrong is a `failed` end. Aborting gives the script its grace, then kills. */
  run(request: RunRequest, observer: RunObserver, signal: AbortSignal): Promise<RunEnd>
  /** Ends the grace of a run that was aborted, if it has one: it is killed at once. */
  endGrace(runId: RunId): void
  /** Keeps one host ready, with the bundle imported, until told otherwise with null. */
  keepWarm(bundle: Bundle | null, runtime: RuntimeName): void
  /** Lets a throttled progress value be followed by the next. */
  acknowledge(runId: RunId, seq: number): void
}

/** The resident process of an open task: light callbacks, custom policies, onError. */
export interface PageHosts extends AsyncDisposable {
  /** Answers within 30 s or fails with HOST_FAILED and restarts the process. */
  call(bundle: Bundle, call: HostCall): Promise<Result<unknown>>
  /** Ends the process of a bundle that no page uses any more. */
  release(bundle: Bundle): void
}

/** Ends processes that a dead owner left; only those whose identity still matches (E7, R6). */
export interface ProcessSweeper { endLeftovers(processes: readonly ProcessIdentity[], ownerTokens: readonly string[]): Promise<KillReceipt> }

// ── policies ────────────────────────────────────────────────────────────────

export interface PolicyContext { readonly scriptDir: string; readonly args: readonly unknown[]; readonly launchUid: OwnerId }
/** Reads one `cacheBy` value; a missing file throws FILE_MISSING naming it. `function` policies are the page host's. */
export interface PolicyReader { read(policy: Exclude<CachePolicy, { policy: 'function' }>, context: PolicyContext, signal?: AbortSignal): Promise<unknown> }

// ── what is kept ────────────────────────────────────────────────────────────

export interface OwnerRow { readonly id: OwnerId; readonly pid: number; readonly startTime: string; readonly bootId: string; readonly kind: 'app' | 'terminal'; readonly token: string; readonly heartbeat: Timestamp }

/** A job with what is needed to start it again, or to tell how it went. */
export interface JobRecord {
  readonly job: Job
  readonly run: Run
  /** Encoded `{ args, context }`. */
  readonly request: StoredValue
  readonly process: ProcessIdentity | null
  /** The task's, for history; left out where it is not known. */
  readonly title?: string
  /** Its place in the queue, which it keeps while it runs: one that is queued again goes there. */
  readonly order?: number
}

/** An unfinished job as the store has it, for deciding what becomes of it when its owner is dead. */
export interface LeftJob extends JobRecord {
  /** How often an engine died while this job's run was in its hands. */
  readonly deaths: number
  /** The latest attempt may have reached user code: its process was recorded. */
  readonly begun: boolean
}

/** What one attempt of a run runs with, for history: told once its process is there. `bundle` is a file's name. */
export interface AttemptStart { readonly attempt: number; readonly bundle: string | null; readonly environment: Environment | null; readonly machine: Machine | null }
/** What history keeps of a run whose processes are gone. */
export interface RunClose {
  readonly receipt: KillReceipt
  readonly usage: Usage | null
  readonly at: Timestamp
  /** When user code began, if it did. */
  readonly beganAt: Timestamp | null
  readonly failedAttempts: readonly FailedAttempt[]
}
/** Tells what a callback's runs run with on this computer. */
export interface Surroundings { of(callback: CallbackDescriptor): Pick<AttemptStart, 'environment' | 'machine'> }

/** A result about to become durable, in one transaction with the jobs' final states (R1). */
export interface ResultCommit {
  readonly jobs: readonly Job[]
  readonly runId: RunId
  /** null: no update. */
  readonly value: StoredValue | null
  readonly tookMs: number
  /** Set for a cache hit: when and in how long its value was computed, for history. */
  readonly cached?: CacheNote
}

/** What one engine asks of another; `force`: its grace is over. */
export interface CancelAsk { readonly by: CanceledBy; readonly force: boolean }

/** Jobs, runs, owners, pages, logs. Every method is one immediate transaction. */
export interface JobStore extends QueueStore {
  addOwner(owner: OwnerRow): void
  heartbeat(ownerId: OwnerId, at: Timestamp): void
  removeOwner(ownerId: OwnerId): void
  owners(): readonly OwnerRow[]

  /** Makes all that `work` writes durable at once, in one transaction; nothing of it where it throws. */
  together(work: () => void): void
  /** Saves jobs as queued, behind all others, or as already ended (cache hits); answers with them as they were saved. */
  addJobs(records: readonly JobRecord[]): readonly Job[]
  /** Saves new states. */
  updateJobs(jobs: readonly Job[]): void
  /** Counts another attempt of a run, before its process is made: one that takes the app down with it is counted too (R9). */
  beginAttempt(runId: RunId, attempt: number): void
  /** Counts that an engine died with these runs in its hands. */
  countDeaths(runIds: readonly RunId[]): void
  /** The process of a run's attempt, from 1: recorded as it is there, before it is told what to run (F9). */
  setProcess(runId: RunId, process: ProcessIdentity, start: AttemptStart): void
  commitResult(commit: ResultCommit): void
  endRun(runId: RunId, close: RunClose): void

  /** Unfinished jobs of an owner, in queue order. */
  unfinished(ownerId: OwnerId): readonly LeftJob[]
  /**
   * Makes a dead owner's unfinished jobs this owner's, deletes its row, and answers with the jobs as they stood, in
   * queue order; empty where another engine did so first.
   */
  takeOver(from: OwnerId, to: OwnerId): readonly LeftJob[]
  find(jobId: JobId): JobSnapshot | undefined
  ended(before: Timestamp, limit: number): readonly JobSnapshot[]
  ofPage(pageId: PageId, since: Timestamp): readonly JobSnapshot[]
  /** An unfinished run with this key that a living owner has, for joining (H9). */
  runWithKey(key: CacheKey): { readonly runId: RunId; readonly ownerId: OwnerId } | undefined
  /**
   * Saves a job as its owner's own, or, where another engine has a run of the same key that may still succeed, as that run's
   * guest: whoever looks and whoever ends a run do so one after the other. `host` null: it is its owner's own.
   */
  addOrJoin(record: JobRecord): { readonly job: Job; readonly host: OwnerId | null }
  /** Unfinished jobs of other owners that joined runs of `host`. */
  guests(host: OwnerId): readonly Job[]
  /** Gives guests back to their owners, who find them as {@link homeless}. */
  sendHome(jobIds: readonly JobId[]): void
  /** Unfinished jobs of `ownerId` whose host gave them back or is no more. */
  homeless(ownerId: OwnerId): readonly JobId[]
  /** From now on nobody joins this run by its key. */
  closeKey(runId: RunId): void
  /** How far a run with guests is, encoded, for their engines. */
  shareProgress(runId: RunId, news: StoredValue): void
  sharedProgress(runId: RunId): Uint8Array | undefined

  /** Asks the owner of a job, another process, to cancel it. */
  askCancel(jobId: JobId, ask: CancelAsk): void
  /** Takes what others asked of this owner. */
  takeCancels(ownerId: OwnerId): readonly ({ readonly jobId: JobId } & CancelAsk)[]
  /** A number that changes when another connection has written. Cheap: asked every 200 ms. */
  version(): number
  /** Jobs of other owners changed since the last call. */
  foreignChanges(ownerId: OwnerId): readonly JobSnapshot[]

  appendLog(runId: RunId, chunks: readonly LogChunk[]): void
  readLog(runId: RunId): readonly LogChunk[]

  savePage(page: SavedPage, ownerId: OwnerId): void
  /** The newest saved page of a task that no live owner's window has; it becomes the caller's. */
  takePage(taskId: TaskId, ownerId: OwnerId, held: readonly PageId[]): SavedPage | undefined
  releasePage(pageId: PageId): void
}

/** Encoded values by content. */
export interface ValueStore {
  /** Makes a host's synced file the store's own (rename, folder synced). */
  adopt(value: StoredValue): StoredValue
  /** The bytes, checked against their hash; undefined when lost or damaged. */
  read(hash: ContentHash): Uint8Array | undefined
}

/** `node:v8`'s structured clone format, hashed. */
export interface ValueCodec { encode(value: unknown): StoredValue; decode(bytes: Uint8Array): unknown }

/** Time and chance, so that tests decide them. */
export interface Clock { now(): Timestamp; after(ms: number, then: () => void): () => void }
export interface Ids { job(): JobId; run(): RunId; page(): PageId }

/** Tells windows (or a terminal) what changed. `sent` is called once the change is on its way to them. */
export interface Broadcaster { send(change: Change, sent?: () => void): void }

/** Tells whether a recorded process still lives: same pid, start time and boot. */
export interface LivenessProbe { isAlive(process: { readonly pid: number; readonly startTime: string; readonly bootId: string }): Promise<boolean> }

/** Runs a bundle in a host once, to learn what it defines. Bounded: a script that loops at import fails in 30 s. */
export interface Describer { describe(bundle: Bundle, runtime: RuntimeName): Promise<Result<TaskDescriptor>> }

/** Small settings as JSON by name: trusted folders, folders added, window places, limits. */
export interface SettingsStore { read(name: string): unknown; write(name: string, value: unknown): void }

/** Descriptors by code hash, so that a start runs no user code. A damaged one is undefined. */
export interface DescriptorStore {
  get(codeHash: CodeHash): TaskDescriptor | undefined
  put(codeHash: CodeHash, descriptor: TaskDescriptor): void
}
