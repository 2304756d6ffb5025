import type { JobId } from '../../../src/shared/brand.ts'
import type { JobOnDisk } from '../books.ts'
import { type Law, nonceOfJob } from '../scene.ts'

/** Callbacks whose turn depends on nothing but the queue. */
const inLine: ReadonlySet<string> = new Set(['plain', 'urgent', 'lazy'])

/** Jobs that waited together when their engine died start afterwards in the order in which they waited. */
export const outOfOrder: Law = ({ jobs, waited }) => {
  const known = new Map<JobId, JobOnDisk>(jobs.map((job) => [job.id, job]))
  return waited.flatMap((line) => {
    const started = line.flatMap((id) => {
      const job = known.get(id)
      const at = job === undefined || !('startedAt' in job.state) ? null : job.state.startedAt
      return job === undefined || at === null || job.pageId !== null || !inLine.has(job.callbackId) ? [] : [{ job, at }]
    })
    return started.flatMap(({ job, at }, index) => {
      const before = started.slice(0, index).find((other) => other.at > at)
      return before === undefined ? [] : [`${nonceOfJob(job)} started before ${nonceOfJob(before.job)}, which stood before it`]
    })
  })
}
