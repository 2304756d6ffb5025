import type { Job } from '../../shared/job.ts'

/** A job as the desktop's own dialogs and menus tell it. */
export interface JobTitle { readonly id: Job['id']; readonly text: string; readonly status: Job['state']['status'] }

/** "1 job", "3 jobs". */
export function jobCount(count: number): string {
  return count === 1 ? '1 job' : `${count} jobs`
}

/** The task's title and the job's key inputs. */
export function jobTitle(job: Job, taskTitle: (taskId: Job['taskId']) => string | undefined): JobTitle {
  const title = taskTitle(job.taskId) ?? job.taskId.split('/').slice(1).join('/')
  return { id: job.id, text: job.label === '' ? title : `${title} · ${job.label}`, status: job.state.status }
}
