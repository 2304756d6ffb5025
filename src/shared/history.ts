import type { CodeHash, TaskId, Timestamp } from './brand.ts'
import type { CacheNote, CallbackCall, ResultRef } from './change.ts'
import type { ErrorInfo } from './errors.ts'
import type { Job, KillReceipt, Usage } from './job.ts'
import type { Outcome } from './outcome.ts'
import type { RuntimeName } from './task.ts'

/** What is asked of history. */
export interface HistoryQuery {
  readonly taskId: TaskId | null
  /** Those that are wanted; empty: any. */
  readonly outcomes: readonly Outcome[]
  /** Whole words that a run must all have: in its inputs, its error, its task's title. '' for any. */
  readonly words: string
  /** `next` of the page before; null: from the newest on. */
  readonly before: number | null
}

/** A job that has ended. `ordinal`: the place of its end among all of this data folder, from 1; newest first is highest first. */
export interface HistoryRow {
  readonly ordinal: number
  readonly job: Job
  /** The task's, as of its last run. */
  readonly title: string
  readonly cached: CacheNote | null
  readonly pinned: boolean
}
/** `next`: where the next page begins, null after the last. `unindexed`: how many runs searches and filters do not know of yet, after an update of Simmer. */
export interface HistoryPage { readonly rows: readonly HistoryRow[]; readonly next: number | null; readonly unindexed: number }
/** A task that has runs, present or gone. */
export interface HistoryTask { readonly taskId: TaskId; readonly title: string }

/** What runs a script, and what of its surroundings the script is told. */
export interface Environment {
  readonly runtime: RuntimeName
  /** Its version, without a v. */
  readonly node: string
  readonly electron: string | null
  readonly platform: string
  /** Simmer's own version, and that of what scripts import. */
  readonly simmer: string
  readonly sdk: number
  /** Names of environment variables that the task declared; never their values. */
  readonly variables: readonly string[]
}
/** `memory` in bytes. */
export interface Machine { readonly host: string; readonly cpu: string; readonly cores: number; readonly memory: number; readonly system: string }

/** An attempt that was followed by another. */
export interface FailedAttempt { readonly attempt: number; readonly endedAt: Timestamp; readonly error: ErrorInfo; readonly usage?: Usage }

/** When what happened to a run, in ms since the epoch; null: not, or not known. */
export interface RunTimes {
  readonly queued: Timestamp
  readonly started: Timestamp | null
  /** User code began, in the last attempt. */
  readonly began: Timestamp | null
  readonly returned: Timestamp | null
  /** Nothing was left of its processes. */
  readonly ended: Timestamp | null
}

/** All that is kept of one run. */
export interface RunRecord {
  readonly row: HistoryRow
  readonly result: ResultRef | null
  /** null: lost, or damaged on the disk. */
  readonly inputs: Pick<CallbackCall, 'args' | 'context'> | null
  readonly codeHash: CodeHash | null
  /** The file name of the bundle it ran; null: nothing ran, or it is not known. */
  readonly bundle: string | null
  readonly environment: Environment | null
  readonly machine: Machine | null
  readonly times: RunTimes
  readonly usage: Usage | null
  readonly receipt: KillReceipt | null
  readonly attempts: number
  readonly failedAttempts: readonly FailedAttempt[]
}
