import type { JobId } from '../../src/shared/brand.ts'
import type { CallbackCall } from '../../src/shared/change.ts'
import type { ChangeBatch, TriggerReply } from '../../src/shared/contract.ts'

/** What hears of a target's changes, outside of the process that is killed. */
export type Hear = (batch: ChangeBatch) => void

/** A call without what only the target knows. `page`: one of few, by number. */
export interface Ask extends Pick<CallbackCall, 'callbackId' | 'args' | 'fresh'> { readonly page: number | null }

/** A running Simmer on the chaos' data folder, that can be killed and started again: an engine alone, or the app. */
export interface Target {
  readonly name: string
  /** Of its main process; undefined while it is dead. */
  readonly pid: number | undefined
  /** Settles when it can be asked. Rejects where it does not come up. */
  start(): Promise<void>
  /** Rejects with an AppError where it refuses, and with {@link Gone} where it dies before it answers. */
  trigger(ask: Ask): Promise<TriggerReply>
  cancel(jobId: JobId): Promise<void>
  /** SIGKILL; settles when the system has told its end. */
  kill(): Promise<void>
  /** As a user does. */
  quit(): Promise<void>
  /** What is done to its windows, where it has some. */
  reload?(): Promise<void>
  crashWindow?(): Promise<void>
  newWindow?(): Promise<void>
  closeWindow?(): Promise<void>
  /** What it printed, and how it ended where nobody ended it. */
  readonly lastWords: string
  /** True where it died since the last call and nobody had killed it. */
  takeDiedAlone(): boolean
}
