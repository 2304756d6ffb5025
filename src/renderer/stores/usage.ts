import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { JobId } from '../../shared/brand.ts'
import type { Change, LiveUsage } from '../../shared/change.ts'
import { isEnded } from '../../shared/job.ts'

/** What running jobs' processes take right now; told at most once a second, and forgotten when they end. */
export const useUsage = defineStore('usage', () => {
  const byId = shallowReactive(new Map<JobId, LiveUsage>())

  function apply(change: Change): void {
    if (change.change === 'usage') for (const jobId of change.jobIds) byId.set(jobId, change.usage)
    if (change.change === 'job' && isEnded(change.job.state)) byId.delete(change.job.id)
  }

  return { apply, clear: () => { byId.clear() }, usageOf: (jobId: JobId): LiveUsage | null => byId.get(jobId) ?? null }
})
