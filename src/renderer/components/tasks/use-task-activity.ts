import { computed, type ComputedRef } from 'vue'
import type { TaskId } from '../../../shared/brand.ts'
import type { Job } from '../../../shared/job.ts'
import { useJobs } from '../../stores/jobs.ts'

/** What a task's row tells of its jobs. */
export interface TaskActivity { readonly live: number; readonly last: Job | null }

const nothing: TaskActivity = { live: 0, last: null }

/** Counts and last outcomes of all tasks, gathered in one pass over the jobs. */
export function useTaskActivity(): (taskId: TaskId) => TaskActivity {
  const jobs = useJobs()
  const byTask: ComputedRef<ReadonlyMap<TaskId, TaskActivity>> = computed(() => {
    const found = new Map<TaskId, TaskActivity>()
    for (const job of jobs.ended) if (!found.has(job.taskId)) found.set(job.taskId, { live: 0, last: job })
    for (const job of [...jobs.running, ...jobs.queued]) {
      const known = found.get(job.taskId) ?? nothing
      found.set(job.taskId, { ...known, live: known.live + 1 })
    }
    return found
  })
  return (taskId) => byTask.value.get(taskId) ?? nothing
}
