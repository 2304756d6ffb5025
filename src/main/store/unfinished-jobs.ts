import type { Database } from 'better-sqlite3'
import { brandAs, type ContentHash, type OwnerId, type RunId } from '../../shared/brand.ts'
import type { StoredValue } from '../../shared/stored-value.ts'
import type { JobStore, LeftJob } from '../engine/ports.ts'
import { immediate } from './immediate.ts'
import { type JobRow, jobColumns, jobOfRow, runOfRow } from './job-row.ts'
import { processSchema } from './job-schemas.ts'
import type { JobWriter } from './job-writer.ts'
import { parseJson } from './parse-json.ts'
import { withStorageErrors } from './storage-error.ts'

interface RecordRow extends JobRow { readonly request_hash: string; readonly request_size: number; readonly request_bytes: Uint8Array | null; readonly process: string | null; readonly receipt: string | null; readonly deaths: number }

/** Jobs that have not ended: for starting again, taking over, and joining. */
export function unfinishedJobs(database: Database, writer: JobWriter): Pick<JobStore, 'unfinished' | 'takeOver' | 'runWithKey'> {
  const select = database.prepare<[string], RecordRow>(`
    SELECT ${jobColumns}, j.request_hash, j.request_size, i.bytes AS request_bytes, r.process, r.receipt, r.deaths
    FROM jobs j JOIN runs r ON r.id = j.run_id LEFT JOIN inline_values i ON i.hash = j.request_hash
    WHERE j.owner_id = ? AND j.finished_at IS NULL
    ORDER BY CASE j.priority WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END, j.seq`)
  const removeOwner = database.prepare<[string]>('DELETE FROM owners WHERE id = ?')
  const move = database.prepare<[string, number, string]>('UPDATE jobs SET owner_id = ?, change = ? WHERE owner_id = ? AND finished_at IS NULL')
  const joinable = database.prepare<[string], { readonly run_id: string; readonly owner_id: string }>(`
    SELECT run_id, owner_id FROM jobs WHERE cache_key = ? AND finished_at IS NULL AND status <> 'canceling' AND owner_id IN (SELECT id FROM owners)
    ORDER BY seq LIMIT 1`)
  const takeOver = immediate(database, (from: OwnerId, to: OwnerId) => {
    const records = select.all(from).map(recordOf)
    removeOwner.run(from)
    if (records.length > 0) move.run(to, writer.nextChange(), from)
    return records.map((record) => ({ ...record, job: { ...record.job, ownerId: to } }))
  })
  return {
    unfinished: (ownerId) => withStorageErrors(() => select.all(ownerId).map(recordOf)),
    takeOver: (from, to) => takeOver(from, to),
    runWithKey: (key) => withStorageErrors(() => {
      const row = joinable.get(key)
      return row === undefined ? undefined : { runId: brandAs<RunId>(row.run_id), ownerId: brandAs<OwnerId>(row.owner_id) }
    }),
  }
}

function recordOf(row: RecordRow): LeftJob {
  const request: StoredValue = {
    hash: brandAs<ContentHash>(row.request_hash), size: row.request_size,
    ...(row.request_bytes === null ? {} : { bytes: row.request_bytes }),
  }
  return {
    job: jobOfRow(row), run: runOfRow(row), request, process: parseJson(processSchema, row.process) ?? null,
    deaths: row.deaths, begun: row.process !== null || row.receipt !== null,
  }
}
