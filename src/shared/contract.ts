import type { CacheKey, CallbackId, CodeHash, ContentHash, FolderId, JobId, PageId, TaskId, Timestamp } from './brand.ts'
import type { CachePage, CacheQuery, CacheSummary } from './cache-view.ts'
import type { CacheNote, CallbackCall, Change, JobSnapshot, Notice, ResultRef, SavedPage } from './change.ts'
import type { ErrorInfo, Result, SourcePlace } from './errors.ts'
import type { FormPreset } from './form-memory.ts'
import type { HistoryPage, HistoryQuery, HistoryTask, RunRecord } from './history.ts'
import type { Job } from './job.ts'
import type { ResultFile } from './result-file.ts'
import type { LogExtent, LogLine, LogMatches, LogRange, LogSearch } from './log.ts'
import type { ParamProblem, ParamValues } from './params.ts'
import type { QueuedJobs } from './queue/pack-queued.ts'
import type { QueueEdit } from './queue/queue-edit.ts'
import type { QueueMode, QueueState } from './queue/queue-state.ts'
import type { FolderSummary, Priority, TaskDescriptor, TaskSummary } from './task.ts'

/** Everything a window needs to start; later changes have a revision above this one. */
export interface Snapshot {
  readonly revision: number
  readonly folders: readonly FolderSummary[]
  readonly tasks: readonly TaskSummary[]
  /** Jobs that run, and the newest ended ones. Newest first. */
  readonly jobs: readonly JobSnapshot[]
  readonly queued: readonly QueuedJobs[]
  readonly queue: QueueState
  readonly notices: readonly Notice[]
  readonly about: About
}
export interface About { readonly version: string; readonly electron: string; readonly node: string; readonly platform: string; readonly jobLimit: number; readonly storage: string }

/** A task opened in a window. `saved` is null for a new page, whose callbacks then run once (C1). */
export interface OpenedTask {
  readonly pageId: PageId
  readonly task: TaskSummary
  /** null while the script is broken or its folder not trusted: `task` says which. */
  readonly described: { readonly descriptor: TaskDescriptor; readonly codeHash: CodeHash } | null
  readonly saved: SavedPage | null
  /** What a form was run with last, as far as it still fits; a new page begins with it. */
  readonly lastValues: ParamValues
  /** Jobs that the page had triggered, unfinished or ended since it was saved. */
  readonly jobs: readonly JobSnapshot[]
}

export type TriggerReply =
  | { readonly reply: 'cached'; readonly job: Job; readonly result: ResultRef; readonly cached: CacheNote }
  | { readonly reply: 'queued' | 'joined'; readonly job: Job; readonly replaced: readonly JobId[] }
  | { readonly reply: 'ignored'; readonly by: JobId }

/** What is wrong with one of many calls, from 0. */
export interface RowProblems { readonly row: number; readonly problems: readonly ParamProblem[] }
/** Many calls of one callback, queued together as jobs of no page; each item is one call's arguments. */
export interface CallbackCalls {
  readonly taskId: TaskId
  readonly callbackId: CallbackId
  readonly args: readonly (readonly unknown[])[]
  readonly fresh: boolean
  readonly priority?: Priority
  readonly held?: boolean
}
/** `refused`: nothing was queued. Else how many wait or run now, and how many the cache answered. */
export type ManyReply =
  | { readonly reply: 'refused'; readonly rows: readonly RowProblems[] }
  | { readonly reply: 'queued'; readonly queued: number; readonly cached: number }

/** What a light callback ended with. `failed` may carry the values that `onError` returned. */
export type LightReply =
  | { readonly reply: 'value'; readonly value: unknown }
  | { readonly reply: 'noUpdate' }
  | { readonly reply: 'failed'; readonly error: ErrorInfo; readonly instead: { readonly value: unknown } | null }

/** What the cache would answer, told before anything runs (H11). */
export type CacheVerdict =
  | { readonly verdict: 'hit'; readonly cached: CacheNote }
  /** `expired`: the same was computed before, and is too old now. */
  | { readonly verdict: 'miss'; readonly differs: readonly VerdictPart[]; readonly expired?: true }
  | { readonly verdict: 'uncached' }
  | { readonly verdict: 'unknown'; readonly error: ErrorInfo }
export interface VerdictPart { readonly part: string; readonly before: string; readonly now: string }

/** `from`: the path to begin at. `save` names a file to write, and asks before one is replaced. */
export interface PickRequest { readonly kind: 'file' | 'files' | 'folder' | 'save'; readonly title: string; readonly extensions: readonly string[]; readonly from: string | null }
/** A file that a result keeps, as a window names it. */
export type ResultFileName = Pick<ResultFile, 'hash' | 'name'>
/** The values of a page's form. */
export interface FormValues { readonly pageId: PageId; readonly taskId: TaskId; readonly values: ParamValues }
/** Text or bytes under a name, or a copy of a file; a relative path starts at the script's folder. */
export type SavedContent =
  | { readonly name: string; readonly content: string | Uint8Array }
  | { readonly path: string; readonly name?: string }
/** `name`: the file's name to begin with. */
export interface ExportRequest { readonly title: string; readonly name: string; readonly extensions: readonly string[] }
/** A preset to keep; `at`: its place among the others, null for the last. One of that name is replaced where it stands. */
export interface SavedPreset extends FormPreset { readonly taskId: TaskId; readonly at: number | null }
export interface JobPage { readonly jobs: readonly JobSnapshot[]; readonly more: boolean }

/** Renderer → main. The channel is the method's name; preload, handlers and client are mapped from this one table. */
export interface Requests {
  snapshot(): Snapshot
  openTask(taskId: TaskId): OpenedTask
  /** The descriptor of a task whose summary just changed (hot reload). */
  describeTask(taskId: TaskId): OpenedTask['described']
  closePage(pageId: PageId): void
  savePage(page: SavedPage): void
  trigger(call: CallbackCall): TriggerReply
  triggerMany(calls: CallbackCalls): ManyReply
  callLight(call: CallbackCall): LightReply
  verdict(call: CallbackCall): CacheVerdict
  /** Every problem of a form's values, those that the script's `validate` finds included; empty where they can run. */
  checkForm(values: FormValues): readonly ParamProblem[]
  /** The named values of a task's form, in the order in which they were saved. */
  presets(taskId: TaskId): readonly FormPreset[]
  savePreset(preset: SavedPreset): void
  renamePreset(names: { readonly taskId: TaskId; readonly name: string; readonly to: string }): void
  deletePreset(preset: { readonly taskId: TaskId; readonly name: string }): void
  cancelJob(jobId: JobId): void
  /** What the cache holds, by callback, and what it may hold. */
  cacheSummary(): CacheSummary
  cacheEntries(query: CacheQuery): CachePage
  /** The result that an entry keeps; this is no use of it. Fails with NOT_FOUND where it is gone or damaged, and then forgets it. */
  openCacheEntry(key: CacheKey): ResultRef
  /** Keeps an entry from being evicted, cleared or too old. Fails with NOT_FOUND. */
  pinCacheEntry(wish: { readonly key: CacheKey; readonly pinned: boolean }): void
  /** Removes an entry; {@link restoreCacheEntry} has it back for half a minute. Fails with NOT_FOUND. */
  deleteCacheEntry(key: CacheKey): void
  restoreCacheEntry(key: CacheKey): void
  /** Removes all entries of a callback but the pinned ones; answers with how many. */
  clearCache(group: { readonly taskPath: string; readonly callbackId: CallbackId }): number
  /** How many bytes all results in the cache may have together; room is made at once, a little at a time. */
  setCacheLimit(bytes: number): void
  /** A value could not be read: entries of the cache that name it are forgotten where it is really lost or damaged. */
  checkValue(hash: ContentHash): void
  /** Ends the grace of a job that is being canceled: it is killed at once. */
  forceJob(jobId: JobId): void
  /** Cancels all jobs of a task that wait, or all that wait at all; answers with how many. */
  cancelQueued(taskId: TaskId | null): number
  editQueue(edit: QueueEdit): void
  setQueueMode(mode: QueueMode): void
  /** The encoded bytes of a small value (`inlineLimit`); large ones are fetched from `value://`. Fails with NOT_FOUND where it is lost or damaged. */
  readValue(hash: ContentHash): Uint8Array
  /** How much of a job's log is on the disk; that it grew is told by changes from now on, until {@link leaveLog}. */
  logExtent(jobId: JobId): LogExtent
  leaveLog(jobId: JobId): void
  logLines(range: LogRange): readonly LogLine[]
  /** A later search of the same window ends one that is under way, which then answers with what it has. */
  searchLog(search: LogSearch): LogMatches
  /** Asks where to, and writes all that the job printed; answers with the path, or null where the dialog was closed without one. */
  saveLog(jobId: JobId): string | null
  /** Ended jobs created before `before`, newest first, at most 100. */
  endedJobs(before: Timestamp): JobPage
  jobSnapshot(jobId: JobId): JobSnapshot | null
  /** Runs that have ended, newest end first. */
  history(query: HistoryQuery): HistoryPage
  /** Every task that has runs, by title. */
  historyTasks(): readonly HistoryTask[]
  /** All that is kept of a run that has ended. */
  runRecord(jobId: JobId): RunRecord | null
  /** A pinned run is not deleted, and outlives every limit. */
  pinRun(pin: { readonly jobId: JobId; readonly pinned: boolean }): void
  /** Takes an ended run out of history; {@link restoreRun} has it back for five minutes. Fails with REFUSED where it is pinned. */
  removeRun(jobId: JobId): void
  restoreRun(jobId: JobId): void
  /** Runs once more with the same inputs; what comes of it is in history and on no page. */
  runAgain(jobId: JobId): TriggerReply
  addFolder(): FolderSummary | null
  removeFolder(folderId: FolderId): void
  trustFolder(folderId: FolderId): void
  /** The system's dialog; empty where it was closed without a choice. */
  pickPaths(request: PickRequest): readonly string[]
  /** Writes where the user says; answers with the path, or null where the dialog was closed without one. */
  saveContent(taskId: TaskId, content: SavedContent): string | null
  /** Bytes of a picture file, for a page that shows it; a relative path is one beside the task's script. Other files are refused. */
  readPicture(taskId: TaskId, path: string): Uint8Array
  /** Bytes of a result's file that is a picture; others are refused. */
  readResultPicture(file: ResultFileName): Uint8Array
  /** Asks where to save what the window writes piece by piece; null where the dialog was closed without a choice. */
  beginExport(request: ExportRequest): string | null
  writeExport(exportId: string, piece: string | Uint8Array): void
  /** The file comes to its place, whole; without `keep` nothing is left of it. */
  endExport(exportId: string, keep: boolean): void
  openSource(place: SourcePlace): void
  showTaskFile(taskId: TaskId): void
  /** Opens an address of the web or of mail in the user's own program. Others are refused. */
  openLink(url: string): void
  /**
   * Opens a read-only copy of a result's file with the system's program for it; `shown`: it is a program itself, which is
   * never started, so its folder was opened instead. Fails with NOT_FOUND, DATABASE (damaged), DISK_FULL, REFUSED (no program).
   */
  openResultFile(file: ResultFileName): 'opened' | 'shown'
  /** Shows such a copy in its folder. */
  showResultFile(file: ResultFileName): void
  /** Asks where to, and saves a copy there; answers with its path, or null where the user thought better of it. */
  saveResultFile(file: ResultFileName): string | null
  newWindow(): void
}
export type RequestName = keyof Requests
/** The channel of {@link SimmerBridge.savePageAtOnce}. */
export const saveAtOnceChannel = 'savePageAtOnce'

/** Main → renderer. */
export interface Events { changed: ChangeBatch }
export interface ChangeBatch { readonly revision: number; readonly changes: readonly Change[] }

const names: { readonly [Name in RequestName]: Name } = {
  snapshot: 'snapshot', openTask: 'openTask', describeTask: 'describeTask', closePage: 'closePage', savePage: 'savePage', trigger: 'trigger',
  callLight: 'callLight', verdict: 'verdict', checkForm: 'checkForm', presets: 'presets', savePreset: 'savePreset', renamePreset: 'renamePreset',
  deletePreset: 'deletePreset', cancelJob: 'cancelJob', forceJob: 'forceJob', cacheSummary: 'cacheSummary', cacheEntries: 'cacheEntries',
  openCacheEntry: 'openCacheEntry', pinCacheEntry: 'pinCacheEntry', deleteCacheEntry: 'deleteCacheEntry', restoreCacheEntry: 'restoreCacheEntry',
  clearCache: 'clearCache', setCacheLimit: 'setCacheLimit', checkValue: 'checkValue', readValue: 'readValue', logExtent: 'logExtent', logLines: 'logLines', searchLog: 'searchLog', saveLog: 'saveLog',
  leaveLog: 'leaveLog', endedJobs: 'endedJobs', jobSnapshot: 'jobSnapshot', history: 'history', historyTasks: 'historyTasks', runRecord: 'runRecord',
  triggerMany: 'triggerMany', cancelQueued: 'cancelQueued', editQueue: 'editQueue', setQueueMode: 'setQueueMode', pinRun: 'pinRun',
  removeRun: 'removeRun', restoreRun: 'restoreRun', runAgain: 'runAgain', addFolder: 'addFolder', removeFolder: 'removeFolder',
  trustFolder: 'trustFolder', pickPaths: 'pickPaths', saveContent: 'saveContent', openSource: 'openSource', showTaskFile: 'showTaskFile',
  openLink: 'openLink', openResultFile: 'openResultFile', showResultFile: 'showResultFile', saveResultFile: 'saveResultFile', newWindow: 'newWindow',
  readPicture: 'readPicture', readResultPicture: 'readResultPicture', beginExport: 'beginExport', writeExport: 'writeExport', endExport: 'endExport',
}
/** Every request's name; a name missing here does not compile. */
export const requestNames: readonly RequestName[] = Object.values(names)

/** What a page says to preload with a port, by which requests and changes then go. */
export const portGreeting = 'simmer: a port for requests'
/** By that port, to main and back. */
export interface PortRequest { readonly id: number; readonly name: RequestName; readonly args: readonly unknown[] }
export type PortMessage = { readonly id: number; readonly result: Result<unknown> } | { readonly changed: ChangeBatch }

/** What preload puts on `window.simmer`: each request answers with a {@link Result}, so that errors keep their code. */
export type SimmerBridge = {
  readonly [Name in RequestName]: (...args: Parameters<Requests[Name]>) => Promise<Result<ReturnType<Requests[Name]>>>
} & {
  /** Calls `listener` for every batch from now on; the return value ends that. */
  readonly onChanged: (listener: (batch: Events['changed']) => void) => () => void
  /** Where a `File` that was dropped on the window lies; '' for one that is on no disk. */
  readonly pathOfFile: (file: object) => string
  /** Preload takes a port, too ({@link portGreeting}): values cross it in one piece, and not member by member. */
  readonly takesPort?: boolean
  /** `savePage`, done when it returns: a window that goes cannot wait for an answer. */
  readonly savePageAtOnce?: (page: SavedPage) => Result<void>
}
