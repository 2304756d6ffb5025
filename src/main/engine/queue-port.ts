import { brandAs, type JobId, type OwnerId, type RunId, type Timestamp } from '../../shared/brand.ts'
import type { Job } from '../../shared/job.ts'
import type { QueueEdit } from '../../shared/queue/queue-edit.ts'
import type { QueueMode } from '../../shared/queue/queue-state.ts'
import type { Priority } from '../../shared/task.ts'

/** The owner of jobs that an engine left in the queue as it ended; the next one takes them as it takes those of the dead. */
export const nobodyId = brandAs<OwnerId>('nobody')

/** Jobs at once, as the asking engine has it; `at` is now. */
export interface SlotLimits { readonly jobs: number; readonly at: Timestamp }

/** Where a queued job stands, as somebody else may have put it. */
export interface QueuePlace { readonly jobId: JobId; readonly priority: Priority; readonly order: number; readonly held: boolean }

/** The one queue of a data folder, which all engines on it share (G1, G9). Every method is one immediate transaction. */
export interface QueueStore {
  /**
   * Counts what the running jobs of all owners take and, if the next run of the queue may start and is this owner's, saves
   * its jobs as running since `at`, counts its next attempt, and answers with it (G1, G9).
   */
  claimNext(ownerId: OwnerId, limits: SlotLimits): RunId | undefined
  /** What {@link claimNext} would take, for when it cannot be saved. */
  nextRun(ownerId: OwnerId, limits: SlotLimits): RunId | undefined
  /** Changes order, priority or holds of queued jobs, whoever owns them; answers with those that changed. */
  editQueue(edit: QueueEdit): readonly Job[]
  queueMode(): QueueMode
  setQueueMode(mode: QueueMode): void
  /** Queued jobs of all owners, in the order of the queue. */
  queuedJobs(): readonly Job[]
  /** Jobs of all owners that run or are being ended. */
  runningJobs(): readonly Job[]
  /** Where this owner's queued jobs stand that were changed since the last call, by whomever. */
  ownPlaces(ownerId: OwnerId): readonly QueuePlace[]
  /** Gives queued jobs up, so that the next engine that works through the queue takes them. */
  leave(jobIds: readonly JobId[]): void
}
