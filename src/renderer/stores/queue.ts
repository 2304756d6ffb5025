import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { JobId, TaskId } from '../../shared/brand.ts'
import type { Change } from '../../shared/change.ts'
import type { CallbackCalls, ManyReply, Snapshot } from '../../shared/contract.ts'
import type { WaitReason } from '../../shared/job.ts'
import type { QueueEdit } from '../../shared/queue/queue-edit.ts'
import type { QueueMode, QueueState } from '../../shared/queue/queue-state.ts'
import { waitReasons } from '../../shared/queue/wait-reasons.ts'
import { api } from '../api.ts'
import { useJobs } from './jobs.ts'

/*
 * useQueue()
 *   mode: 'open' | 'held' | 'draining'              limit: number (jobs at once)
 *   waits: readonly WaitReason[]                    why each of useJobs().queued waits, by its index
 *   placeOf(jobId): { place, wait } | null          from 1
 *   edit(edit), setMode(mode), cancelQueued(taskId | null), callMany(calls)     reject with what main refused
 */

/** Where a job stands in the queue, and why it waits. */
export interface QueuePlace { readonly place: number; readonly wait: WaitReason }

/** What holds queued jobs back, told in this window from facts it has: main need not say it anew at each start. */
export const useQueue = defineStore('queue', () => {
  const jobs = useJobs()
  const state = shallowRef<QueueState>({ mode: 'open', limit: 1 })
  const waits = computed(() => waitReasons({ ...state.value, queued: jobs.queued, running: jobs.running }))
  const indexes = computed(() => new Map(jobs.queued.map(({ id }, index) => [id, index])))

  function placeOf(jobId: JobId): QueuePlace | null {
    const index = indexes.value.get(jobId)
    const wait = index === undefined ? undefined : waits.value[index]
    return index === undefined || wait === undefined ? null : { place: index + 1, wait }
  }

  return {
    mode: computed(() => state.value.mode), limit: computed(() => state.value.limit), waits, placeOf,
    load: ({ queue }: Snapshot): void => { state.value = queue },
    apply: (change: Change): void => { if (change.change === 'queue') state.value = change.queue },
    edit: (edit: QueueEdit): Promise<void> => api.editQueue(edit),
    setMode: (mode: QueueMode): Promise<void> => api.setQueueMode(mode),
    cancelQueued: (taskId: TaskId | null): Promise<number> => api.cancelQueued(taskId),
    callMany: (calls: CallbackCalls): Promise<ManyReply> => api.triggerMany(calls),
  }
})
