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
  /** The newest that ended; one that was canceled in the queue tells less than the run that was canceled with it. */
  readonly last: ComputedRef<Job | null>
  /** The one whose result the page shows: the newest that succeeded. */
  readonly shown: ComputedRef<Job | null>
  /** What the log shows: the current one, else the last. */
  readonly logged: ComputedRef<Job | null>
}

export function usePageJobs(page: Pick<PageContext, 'calls' | 'pageId'>): PageJobs {
  const jobs = useJobs()
  const open = computed(() => page.calls.value.flatMap(({ jobId }) => {
    const job = jobId === null ? undefined : jobs.find(jobId)
    return job === undefined || isEnded(job.state) ? [] : [job]
  }))
  const current = computed(() => open.value.find(({ state }) => state.status !== 'queued') ?? open.value[0] ?? null)
  const ended = computed(() => (page.pageId.value === null ? [] : jobs.ofPage(page.pageId.value).filter(({ state }) => isEnded(state))))
  const last = computed(() => ended.value.find(({ state }) => state.status !== 'canceled' || state.startedAt !== null) ?? ended.value[0] ?? null)
  return {
    current, last,
    behind: computed(() => Math.max(0, open.value.length - 1)),
    shown: computed(() => ended.value.find(({ state }) => state.status === 'succeeded') ?? null),
    logged: computed(() => current.value ?? last.value),
  }
}
