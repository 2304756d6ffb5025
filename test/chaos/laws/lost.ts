import { isEnded } from '../../../src/shared/job.ts'
import { nonceOfJob, type Law } from '../scene.ts'

/** What was told stays: results whole, ends as they were, accepted jobs in the history. */
export const lost: Law = ({ asked, books, jobs, witness }) => [
  ...witness.contradictions.splice(0).map(({ first, then }) => `job ${first.job.id} was told ${first.job.state.status} by ${first.by}, then ${then.job.state.status} by ${then.by}`),
  ...asked.flatMap(({ plan, reply }) => (reply !== null && (reply.reply === 'queued' || reply.reply === 'joined') && books.stateOf(reply.job.id) === undefined
    ? [`${plan.callback} ${plan.wish.nonce} was accepted and is nowhere`] : [])),
  ...jobs.flatMap((job) => {
    const heard = witness.ends.get(job.id)
    if (heard === undefined) return []
    const name = `${job.callbackId} ${nonceOfJob(job)}`
    if (!isEnded(job.state) || job.state.status !== heard.job.state.status) return [`${name} was told ${heard.job.state.status} and is ${job.state.status}`]
    if (job.state.status !== 'succeeded' || job.hash === null) return []
    const { files } = books.valueOf(job.id)
    return [job.hash, ...files].filter((hash) => books.bytesOf(hash) === undefined).map((hash) => `${name} was told succeeded and its bytes ${hash.slice(0, 12)} are not there`)
  }),
]
