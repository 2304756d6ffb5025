import type { Database } from 'better-sqlite3'
import type { JobStore, SlotLimits } from '../engine/ports.ts'
import type { Job } from '../../shared/job.ts'
import { immediate } from './immediate.ts'
import type { JobWriter } from './job-writer.ts'

/**
 * Slots over all engines of a data folder (G9): runs that hold a slot are those with a running or canceling job of
 * an owner that has a row. Counted and taken in one immediate transaction, so two engines never take the last one.
 */
export function slots(database: Database, writer: JobWriter): Pick<JobStore, 'claimSlot'> {
  const held = `FROM jobs WHERE status IN ('running', 'canceling') AND run_id <> ? AND owner_id IN (SELECT id FROM owners)`
  const all = database.prepare<[string], number>(`SELECT count(DISTINCT run_id) ${held}`).pluck()
  const ofTask = database.prepare<[string, string], number>(`SELECT count(DISTINCT run_id) ${held} AND task_id = ?`).pluck()
  const attempt = database.prepare<[string]>('UPDATE runs SET attempt = attempt + 1, process = NULL, receipt = NULL WHERE id = ?')
  const claim = immediate(database, (jobs: readonly Job[], limits: SlotLimits) => {
    const [first] = jobs
    if (first === undefined) return false
    if ((all.get(first.runId) ?? 0) >= limits.jobs) return false
    if (limits.task !== null && (ofTask.get(first.runId, limits.task.taskId) ?? 0) >= limits.task.limit) return false
    const change = writer.nextChange()
    for (const job of jobs) writer.saveState(job, change)
    attempt.run(first.runId)
    return true
  })
  return { claimSlot: (jobs, limits) => claim(jobs, limits) }
}
