import type { ParamProblem, ParamValues } from '../../shared/params.ts'
import type { CallbackDescriptor } from '../../shared/task.ts'

/** One callback as a host runs it. */
export interface RunnableCallback {
  readonly descriptor: CallbackDescriptor
  /**
   * Calls the script's function. `setProgress` is passed on only where the callback has progress props; null there
   * means that nobody looks. What it gets was checked (a wrong shape throws WRONG_SHAPE at the call in the script).
   */
  run(setProgress: ((value: unknown) => void) | null, args: readonly unknown[]): unknown
  /** The functions of `cacheBy` by the `index` of their `function` policy; undefined where the entry is data. */
  readonly policies: readonly ((() => unknown) | undefined)[]
  /** Form tasks: every problem of the values, alone and together; empty where a run may be queued. `scriptDir` makes paths absolute. */
  validate(values: ParamValues, scriptDir: string): Promise<readonly ParamProblem[]>
  /** The nearest `onError`: callback, task, folder. */
  readonly onError?: (error: Error) => unknown
  /** Throws WRONG_SHAPE where a result does not have the shape of the outputs (B3). */
  checkResult(value: unknown): void
  /** Throws WRONG_SHAPE where a value does not have the shape of `progress` (D3). */
  checkProgress(value: unknown): void
}
