import type { JobId } from '../../shared/brand.ts'
import type { Job, WaitReason } from '../../shared/job.ts'
import type { QueueState } from '../../shared/queue/queue-state.ts'
import { waitReasons } from '../../shared/queue/wait-reasons.ts'
import { waitWords } from '../../shared/queue/wait-words.ts'
import type { JobStore } from '../engine/ports.ts'

/** One line of the queue; `place` counts from 1. */
export interface QueueLine { readonly job: Job; readonly place: number; readonly wait: WaitReason }

/** The queue of all engines, in order, with why each job waits. */
export function queueLines(store: Pick<JobStore, 'queuedJobs' | 'runningJobs'>, state: QueueState): readonly QueueLine[] {
  const queued = store.queuedJobs()
  const waits = waitReasons({ ...state, queued, running: store.runningJobs() })
  return queued.flatMap((job, index) => { const wait = waits[index]; return wait === undefined ? [] : [{ job, place: index + 1, wait }] })
}

/** Where a queued job stands and why it waits, in words; empty where it waits no more. */
export function whereItStands(store: Pick<JobStore, 'queuedJobs' | 'runningJobs'>, state: QueueState, jobId: JobId): string {
  const line = queueLines(store, state).find(({ job }) => job.id === jobId)
  if (line === undefined) return ''
  return `${waitWords(line.wait)}${line.place > 1 ? `, place ${line.place} in the queue` : ''}`
}
