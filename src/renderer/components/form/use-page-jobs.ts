import { computed, type ComputedRef } from 'vue'
import { isEnded, type Job } from '../../../shared/job.ts'
import { useJobs } from '../../stores/jobs.ts'
import type { PageContext } from '../page/page-context.ts'

/** The jobs of one page that matter to its screen. */
export interface PageJobs {
  /** The oldest one not over: the one whose progress shows. */
  readonly current: ComputedRef<Job | null>
  /** How many more wait behind it. */
  readonly behind: ComputedRef<number>
  /** The newest that ended. */
  readonly last: ComputedRef<Job | null>
  /** What the log shows: the current one, else the last. */
  readonly logged: ComputedRef<Job | null>
}

export function usePageJobs(page: Pick<PageContext, 'calls' | 'ends'>): PageJobs {
  const jobs = useJobs()
  const open = computed(() => page.calls.value.flatMap(({ jobId }) => {
    const job = jobId === null ? undefined : jobs.find(jobId)
    return job === undefined || isEnded(job.state) ? [] : [job]
  }))
  const current = computed(() => open.value.find(({ state }) => state.status !== 'queued') ?? open.value[0] ?? null)
  const last = computed(() => page.ends.value
    .flatMap(({ jobId }) => { const job = jobId === null ? undefined : jobs.find(jobId); return job === undefined ? [] : [job] })
    .reduce<Job | null>((newest, job) => (newest === null || endedAt(job) >= endedAt(newest) ? job : newest), null))
  return {
    current, last,
    behind: computed(() => Math.max(0, open.value.length - 1)),
    logged: computed(() => current.value ?? last.value),
  }
}

function endedAt(job: Job): number {
  return isEnded(job.state) ? job.state.finishedAt : Number.MAX_SAFE_INTEGER
}
