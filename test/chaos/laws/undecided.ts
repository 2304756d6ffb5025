import { isEnded } from '../../../src/shared/job.ts'
import { type Law, nonceOfJob } from '../scene.ts'

/** Every job has an outcome. */
export const undecided: Law = ({ jobs }) => jobs.filter(({ state }) => !isEnded(state))
  .map((job) => `${job.callbackId} ${nonceOfJob(job)} is still ${job.state.status}`)
