import type { Database } from 'better-sqlite3'
import { brandAs, type JobId, type OwnerId, type RunId } from '../../shared/brand.ts'
import { isEnded, type Job } from '../../shared/job.ts'
import type { StoredValue } from '../../shared/stored-value.ts'
import type { JobRecord, JobStore } from '../engine/ports.ts'
import { nobodyId } from '../engine/queue-port.ts'
import { contentHash } from './content-hash.ts'
import { immediate } from './immediate.ts'
import { keepInline, settleLarge, type ValuePlaces } from './held-value.ts'
import { type JobRow, jobColumns, jobOfRow } from './job-row.ts'
import type { JobWriter } from './job-writer.ts'
import { plainBytes } from './value-codec.ts'
import { withStorageErrors } from './storage-error.ts'

type GuestJobs = Pick<JobStore, 'runWithKey' | 'addOrJoin' | 'guests' | 'sendHome' | 'homeless' | 'closeKey' | 'shareProgress' | 'sharedProgress'>

/** Stands for an engine that is no more. */
const nobody = ''

/** Runs that jobs of several engines share (H9): a guest's row names the engine whose run it joined. */
export function guestJobs(database: Database, places: ValuePlaces, writer: JobWriter): GuestJobs {
  const statements = prepare(database)
  const close = immediate(database, (runId: RunId) => { statements.closeKey.run(runId) })
  const addOrJoin = immediate(database, (record: JobRecord) => {
    const { cacheKey } = record.run
    const row = cacheKey === null ? undefined : statements.joinable.get({ key: cacheKey, ownerId: record.job.ownerId })
    const change = writer.nextChange()
    keepInline(places.inline, record.request)
    if (row === undefined) {
      const [own = record.job] = writer.placed([record.job])
      writer.insert({ ...record, job: own }, change)
      statements.moveTo.run(null, own.id)
      return { job: own, host: null }
    }
    const shared = jobOfRow(row)
    const job: Job = { ...record.job, runId: shared.runId, state: isEnded(shared.state) ? record.job.state : shared.state }
    writer.insert({ ...record, job, run: { ...record.run, id: shared.runId } }, change)
    statements.moveTo.run(row.host, job.id)
    return { job, host: brandAs<OwnerId>(row.host) }
  })
  return {
    runWithKey: (key) => withStorageErrors(() => {
      const row = statements.joinable.get({ key, ownerId: nobody })
      return row === undefined ? undefined : { runId: brandAs<RunId>(row.run_id), ownerId: brandAs<OwnerId>(row.host) }
    }),
    addOrJoin: (record) => addOrJoin({ ...record, request: settleLarge(places.files, record.request) }),
    guests: (host) => withStorageErrors(() => statements.guests.all(host).map(jobOfRow)),
    sendHome: immediate(database, (jobIds: readonly JobId[]) => { for (const jobId of jobIds) statements.moveTo.run(nobody, jobId) }),
    homeless: (ownerId) => withStorageErrors(() => statements.homeless.all(ownerId).map((id) => brandAs<JobId>(id))),
    closeKey: (runId) => { close(runId) },
    shareProgress: immediate(database, (runId: RunId, { hash, bytes }: StoredValue) => {
      statements.forgetShared.run(runId)
      statements.share.run(runId, bytes ?? new Uint8Array(), hash)
    }),
    sharedProgress: (runId) => withStorageErrors(() => {
      const row = statements.shared.get(runId)
      return row !== undefined && intact(row) ? plainBytes(row.bytes) : undefined
    }),
  }
}

function intact({ bytes, hash }: { readonly bytes: Uint8Array; readonly hash: string }): boolean { return contentHash(bytes) === hash }

function prepare(database: Database) {
  const jobs = 'FROM jobs j JOIN runs r ON r.id = j.run_id'
  return {
    joinable: database.prepare<{ key: string; ownerId: string }, JobRow & { readonly host: string }>(`
      SELECT ${jobColumns}, coalesce(j.guest_of, j.owner_id) AS host ${jobs} WHERE j.cache_key = :key AND j.finished_at IS NULL AND j.status <> 'canceling'
        AND coalesce(j.guest_of, j.owner_id) IN (SELECT id FROM owners) AND coalesce(j.guest_of, j.owner_id) NOT IN (:ownerId, '${nobodyId}') ORDER BY j.seq LIMIT 1`),
    guests: database.prepare<[string], JobRow>(`SELECT ${jobColumns} ${jobs} WHERE j.guest_of = ? AND j.finished_at IS NULL ORDER BY j.seq`),
    homeless: database.prepare<[string], string>(`
      SELECT id FROM jobs WHERE guest_of IS NOT NULL AND finished_at IS NULL AND owner_id = ? AND guest_of NOT IN (SELECT id FROM owners) ORDER BY seq`).pluck(),
    moveTo: database.prepare<[string | null, string]>('UPDATE jobs SET guest_of = ? WHERE id = ?'),
    closeKey: database.prepare<[string]>('UPDATE jobs SET cache_key = NULL WHERE run_id = ? AND finished_at IS NULL AND cache_key IS NOT NULL'),
    // Of runs that are over somebody may still read the last word; it goes with the first word of the next.
    forgetShared: database.prepare<[string]>('DELETE FROM shared_progress WHERE run_id <> ? AND run_id NOT IN (SELECT run_id FROM jobs WHERE guest_of IS NOT NULL AND finished_at IS NULL)'),
    share: database.prepare<[string, Uint8Array, string]>(`
      INSERT INTO shared_progress (run_id, seq, bytes, hash) VALUES (?, 0, ?, ?) ON CONFLICT (run_id) DO UPDATE SET bytes = excluded.bytes, hash = excluded.hash`),
    shared: database.prepare<[string], { readonly bytes: Uint8Array; readonly hash: string }>('SELECT bytes, hash FROM shared_progress WHERE run_id = ?'),
  }
}
