import type { LeftJob } from './ports.ts'

/** What becomes of an unfinished job whose owner is dead. */
export type JobFate = 'keep' | 'requeue' | 'interrupt' | 'quarantine'

/** Owners that one run may outlive: at the second it is taken for the reason, and not started again by itself (R9). */
const mostDeaths = 2

/**
 * Decides by what is known of a job (G8, R8): queued, it stays so; one whose process was never recorded has not
 * reached user code, and is queued again; else only where its task asks for it (`asksAgain`).
 */
export function fateOf({ job, deaths, begun }: Pick<LeftJob, 'job' | 'deaths' | 'begun'>, asksAgain: boolean): JobFate {
  if (job.state.status === 'queued') return 'keep'
  if (deaths + 1 >= mostDeaths) return 'quarantine'
  return job.state.status === 'running' && (asksAgain || !begun) ? 'requeue' : 'interrupt'
}
