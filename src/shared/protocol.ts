import type { CallbackId, CodeHash, RunId } from './brand.ts'
import type { CallContext, PropsUpdate, Sequenced } from './change.ts'
import type { ErrorInfo, Result, SourcePlace } from './errors.ts'
import type { Usage } from './job.ts'
import type { ParamValues } from './params.ts'
import type { StoredValue } from './stored-value.ts'
import type { TaskDescriptor } from './task.ts'

/** A bundled script on disk. `scriptDir` is where the script itself lies. */
export interface Bundle { readonly file: string; readonly codeHash: CodeHash; readonly scriptFile: string; readonly scriptDir: string }

/** What a page host is asked to evaluate. */
export type HostCall =
  | { readonly call: 'light'; readonly callbackId: CallbackId; readonly args: readonly unknown[]; readonly context: CallContext }
  | { readonly call: 'policy'; readonly callbackId: CallbackId; readonly index: number }
  /** A form's `validate`: answers with a list of ParamProblem. */
  | { readonly call: 'validate'; readonly callbackId: CallbackId; readonly values: ParamValues }
  | { readonly call: 'onError'; readonly callbackId: CallbackId; readonly error: ErrorInfo }

/** `noUpdate`, at the top of a result or anywhere inside, crosses processes as this plain object (D6, F2). */
export const noUpdateMark = { $simmer: 'noUpdate' } as const

/** True for the mark after it crossed a process border. */
export function isNoUpdateMark(value: unknown): boolean {
  return typeof value === 'object' && value !== null && '$simmer' in value && value.$simmer === noUpdateMark.$simmer
}

/** Main → host, as length-prefixed frames of `node:v8` on the host's own pipe. */
export type ToHost =
  | { readonly to: 'load'; readonly bundle: Bundle }
  | { readonly to: 'describe' }
  | { readonly to: 'run'; readonly runId: RunId; readonly callbackId: CallbackId; readonly args: readonly unknown[]; readonly context: CallContext; readonly workDir: string; readonly attempt: number; readonly interval: number; readonly niceness: number; readonly secrets: readonly string[] }
  | { readonly to: 'call'; readonly id: number; readonly call: HostCall }
  | { readonly to: 'cancel' }
  /** The window side took progress `seq`: the next may be sent (D7: one unacknowledged value per job). */
  | { readonly to: 'ack'; readonly seq: number }

/** Host → main. */
export type FromHost =
  | { readonly from: 'loaded' }
  | { readonly from: 'loadFailed'; readonly error: ErrorInfo }
  | { readonly from: 'described'; readonly descriptor: TaskDescriptor }
  /** The next statement is the script's own. */
  | { readonly from: 'started' }
  /** The script listens to `job.signal` or `job.onCancel`: a cancel gives it its grace (E2). */
  | { readonly from: 'usesSignal' }
  | { readonly from: 'progress'; readonly progress: Sequenced<unknown> }
  | { readonly from: 'props'; readonly props: Sequenced<readonly PropsUpdate[]> }
  /** null: no update. `took`: what the host itself took until then. */
  | { readonly from: 'returned'; readonly value: StoredValue | null; readonly took?: Usage }
  | { readonly from: 'threw'; readonly error: ErrorInfo; readonly took?: Usage }
  /** The script makes the process exit; `place`: where it says so. */
  | { readonly from: 'exiting'; readonly place?: SourcePlace }
  | { readonly from: 'answered'; readonly id: number; readonly result: Result<unknown> }
