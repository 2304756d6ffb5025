import { computed, type ComputedRef, shallowRef, triggerRef } from 'vue'
import type { JobId } from '../../shared/brand.ts'
import type { Job } from '../../shared/job.ts'
import { queueOrder } from '../../shared/queue/queue-order.ts'

/** Queued jobs, ten thousand of them too: what depends on them is told once for any number of changes. */
export class WaitingJobs {
  readonly #byId = shallowRef(new Map<JobId, Job>())
  /** In the order of the queue. */
  readonly list: ComputedRef<readonly Job[]> = computed(() => [...this.#byId.value.values()].sort(queueOrder))

  get(jobId: JobId): Job | undefined { return this.#byId.value.get(jobId) }

  put(jobs: readonly Job[]): void {
    for (const job of jobs) this.#byId.value.set(job.id, job)
    if (jobs.length > 0) triggerRef(this.#byId)
  }

  /** Takes jobs out that wait no more; answers with those that did. */
  take(jobIds: readonly JobId[]): readonly Job[] {
    const taken = jobIds.flatMap((jobId) => {
      const job = this.#byId.value.get(jobId)
      return job !== undefined && this.#byId.value.delete(jobId) ? [job] : []
    })
    if (taken.length > 0) triggerRef(this.#byId)
    return taken
  }

  clear(): void {
    this.#byId.value.clear()
    triggerRef(this.#byId)
  }
}
