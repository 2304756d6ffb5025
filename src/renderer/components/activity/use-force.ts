import { useToast } from '@nuxt/ui/composables'
import { computed, type ComputedRef } from 'vue'
import { toErrorInfo } from '../../../shared/errors.ts'
import type { Grace, Job } from '../../../shared/job.ts'
import { useJobs } from '../../stores/jobs.ts'

/** A second click on Cancel is no Force: it was meant for what stood there before. ms. */
const doubleClick = 500

export interface Force {
  /** The time in which the job may end by itself; null where there is none. */
  readonly grace: ComputedRef<Grace | null>
  /** Ends it at once. */
  readonly force: () => Promise<void>
}

/** What can be done about a job that was canceled and uses its grace. */
export function useForce(job: () => Job | null): Force {
  const jobs = useJobs()
  const toast = useToast()
  const grace = computed(() => {
    const state = job()?.state
    return state?.status === 'canceling' ? state.grace ?? null : null
  })
  return {
    grace,
    async force() {
      const current = job()
      if (current === null || grace.value === null || Date.now() - grace.value.from < doubleClick) return
      try { await jobs.force(current.id) } catch (error) {
        toast.add({ title: 'The run was not ended', description: toErrorInfo(error).message, color: 'error' })
      }
    },
  }
}
