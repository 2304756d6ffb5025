import type { JobId, OwnerId, TaskId } from '../../src/shared/brand.ts'
import type { CallbackCall } from '../../src/shared/change.ts'
import type { ChangeBatch } from '../../src/shared/contract.ts'
import type { ErrorInfo } from '../../src/shared/errors.ts'

/** What the chaos asks of an engine's process. */
export type ToEngine = { readonly id: number } & (
  | { readonly ask: 'trigger'; readonly call: CallbackCall }
  | { readonly ask: 'cancel'; readonly jobId: JobId }
  | { readonly ask: 'quit' }
)

/** What it says. */
export type FromEngine =
  | { readonly say: 'ready'; readonly ownerId: OwnerId; /** The task of mix.ts. */ readonly taskId: TaskId }
  | { readonly say: 'failed'; readonly error: ErrorInfo }
  | { readonly say: 'changed'; readonly batch: ChangeBatch }
  | { readonly say: 'answer'; readonly id: number; readonly result: { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorInfo } }
