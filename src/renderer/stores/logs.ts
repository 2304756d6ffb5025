import { defineStore } from 'pinia'
import { getCurrentScope, onScopeDispose } from 'vue'
import type { JobId } from '../../shared/brand.ts'
import type { Change } from '../../shared/change.ts'
import { api } from '../api.ts'
import { JobLines } from './job-lines.ts'
import type { LogSource } from './log-source.ts'

/*
 * useLogs()
 *   watch(jobId): LogSource     the job's log, growing while it runs; let go with the component's scope
 */

interface HeldLog { readonly lines: JobLines; watchers: number }

/** The logs that someone in this window looks at; nobody's are not kept. */
export const useLogs = defineStore('logs', () => {
  const held = new Map<JobId, HeldLog>()

  function watch(jobId: JobId): LogSource {
    const log = held.get(jobId) ?? { lines: new JobLines(jobId), watchers: 0 }
    held.set(jobId, log)
    log.watchers += 1
    if (getCurrentScope() !== undefined) onScopeDispose(() => { release(jobId, log) })
    return log.lines
  }

  function release(jobId: JobId, log: HeldLog): void {
    log.watchers -= 1
    if (log.watchers > 0 || held.get(jobId) !== log) return
    held.delete(jobId)
    // Main goes on telling where it did not hear of it, which costs a little and harms nothing.
    void api.leaveLog(jobId).catch(() => undefined)
  }

  function apply(change: Change): void {
    // A job that ended may have said its last after the last time that windows were told.
    if (change.change === 'job') held.get(change.job.id)?.lines.grown()
    if (change.change === 'logGrown') for (const jobId of change.jobIds) held.get(jobId)?.lines.grown()
  }

  return { watch, apply }
})
