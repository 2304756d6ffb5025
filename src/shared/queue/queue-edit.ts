import type { JobId } from '../brand.ts'
import type { Priority } from '../task.ts'

/** Where jobs are moved to. A job moved among those of another priority takes that priority: what is seen is what holds. */
export type QueueTarget = 'first' | 'last' | 'up' | 'down' | { readonly before: JobId } | { readonly after: JobId }

/** A change of the order or of what may start. Jobs that wait no more are left alone; jobs that share a run go together. */
export type QueueEdit =
  | { readonly edit: 'move'; readonly jobIds: readonly JobId[]; readonly to: QueueTarget }
  | { readonly edit: 'priority'; readonly jobIds: readonly JobId[]; readonly priority: Priority }
  | { readonly edit: 'hold' | 'release'; readonly jobIds: readonly JobId[] }
