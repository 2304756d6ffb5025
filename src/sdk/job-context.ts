import type { TriggeredProp } from '../shared/change.ts'
import type { ComponentId } from '../shared/dependency.ts'
import { AppError } from '../shared/errors.ts'

/** What a running callback can learn of itself and do beside returning its result. */
export interface JobContext {
  /** Aborts when the job is canceled. A job that reads it has `cancelGrace` seconds to end by itself; one that does not is killed at once. */
  readonly signal: AbortSignal
  /** Calls `listener` once when the job is canceled; the return value takes it back. As with {@link JobContext.signal}, using it gives the job its grace. */
  onCancel(listener: () => void | Promise<void>): () => void
  /** The props that ran the callback; empty on the call at page creation. */
  readonly triggered: readonly TriggeredProp[]
  /** The id of the first of {@link JobContext.triggered}, an object where the component's id is one; else null. */
  readonly triggeredId: ComponentId | null
  /** The callback's inputs by `id.prop`. */
  readonly inputs: Readonly<Record<string, unknown>>
  /** The callback's states by `id.prop`. */
  readonly states: Readonly<Record<string, unknown>>
  /** Changes props of any component while the job runs. Never part of a cached result. */
  setProps(id: ComponentId, props: Readonly<Record<string, unknown>>): void
  /** The folder of the script, absolute. */
  readonly scriptDir: string
  /** The job's own folder, which is also its working directory; removed at the end unless `keepFiles`. */
  readonly workDir: string
  /** 1 for the first attempt, one more for each retry. */
  readonly attempt: number
}

/** The name under which a host offers the running job: `globalThis[jobContextKey]` is a {@link JobContextReader}. */
export const jobContextKey = Symbol.for('simmer.jobContext')
/** Gives the context of the callback that is running, if one is. */
export type JobContextReader = () => JobContext | undefined

/**
 * The job that is running: its cancel signal, what triggered it, its folders. Throws REFUSED outside of a running callback.
 * @example const { signal, triggeredId } = jobContext()
 */
export function jobContext(): JobContext {
  const reader = (globalThis as { [jobContextKey]?: JobContextReader })[jobContextKey]
  const context = reader?.()
  if (context === undefined) {
    throw new AppError('REFUSED', 'jobContext() was called outside of a running callback', { hint: 'Call it inside `run`, not at the top of the script.' })
  }
  return context
}

/**
 * Changes props of any component while the job runs. Updates of several ids all arrive, in order.
 * @example setProps('status', { children: 'reading …' })
 */
export function setProps(id: ComponentId, props: Readonly<Record<string, unknown>>): void {
  jobContext().setProps(id, props)
}
