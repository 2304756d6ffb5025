import { type Law, nonceOfJob } from '../scene.ts'

/** A job's code begins once, and more often only where its task asks for it: `retries`, or `onInterrupted: 'requeue'`. */
export const repeated: Law = ({ jobs, marks }) => jobs.flatMap((job) => {
  const nonce = nonceOfJob(job)
  const begun = marks.get(nonce)?.length ?? 0
  const allowed = job.callbackId === 'again' ? Number.POSITIVE_INFINITY : job.callbackId === 'retried' ? 3 : 1
  return begun > allowed ? [`${job.callbackId} ${nonce} ran ${begun} times`] : []
})
