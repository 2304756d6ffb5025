import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { brandAs, type JobId, type OwnerId } from '../../shared/brand.ts'
import { AppError } from '../../shared/errors.ts'
import type { CanceledBy } from '../../shared/job.ts'
import type { CancelAsk, JobStore } from '../engine/ports.ts'
import { immediate } from './immediate.ts'
import { canceledBySchema } from './job-schemas.ts'
import { withStorageErrors } from './storage-error.ts'

interface CancelRow { readonly job_id: string; readonly asked_by: string; readonly force: number }

/** Cancels asked of other engines (G9). Asking for a job that has ended does nothing (E5); for one that never was, NOT_FOUND. */
export function cancelRequests(database: Database): Pick<JobStore, 'askCancel' | 'takeCancels'> {
  const finished = database.prepare<[string], number>('SELECT finished_at IS NOT NULL FROM jobs WHERE id = ?').pluck()
  const insert = database.prepare<[string, string, number]>(`
    INSERT INTO cancel_requests (job_id, asked_by, force) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET force = max(force, excluded.force)`)
  const ofOwner = 'EXISTS (SELECT 1 FROM jobs WHERE jobs.id = job_id AND coalesce(guest_of, owner_id) = ?)'
  const any = database.prepare<[string], number>(`SELECT 1 FROM cancel_requests WHERE ${ofOwner} LIMIT 1`).pluck()
  const take = database.prepare<[string], CancelRow>(`DELETE FROM cancel_requests WHERE ${ofOwner} RETURNING job_id, asked_by, force`)
  const takeAll = immediate(database, (ownerId: OwnerId) => take.all(ownerId))
  return {
    askCancel: immediate(database, (jobId: JobId, { by, force }: CancelAsk) => {
      const over = finished.get(jobId)
      if (over === undefined) throw new AppError('NOT_FOUND', `There is no job ${jobId}.`, { hint: 'List the jobs to see their ids.' })
      if (over === 0) insert.run(jobId, by, force ? 1 : 0)
    }),
    takeCancels: (ownerId) => withStorageErrors(() => any.get(ownerId)) === undefined ? []
      : takeAll(ownerId).map(({ job_id: jobId, asked_by: by, force }) => ({ jobId: brandAs<JobId>(jobId), by: askerOf(by), force: force === 1 })),
  }
}

function askerOf(text: string): CanceledBy {
  const parsed = v.safeParse(canceledBySchema, text)
  return parsed.success ? parsed.output : 'user'
}
