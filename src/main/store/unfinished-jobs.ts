import type { Database } from 'better-sqlite3'
import { brandAs, type ContentHash, type OwnerId } from '../../shared/brand.ts'
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
export function unfinishedJobs(database: Database, writer: JobWriter): Pick<JobStore, 'unfinished' | 'takeOver'> {
  const select = database.prepare<[string], RecordRow>(`
    SELECT ${jobColumns}, j.request_hash, j.request_size, i.bytes AS request_bytes, r.process, r.receipt, r.deaths
    FROM jobs j JOIN runs r ON r.id = j.run_id LEFT JOIN inline_values i ON i.hash = j.request_hash
    WHERE j.owner_id = ? AND j.finished_at IS NULL
    ORDER BY j.rank, j.place, j.seq`)
  const removeOwner = database.prepare<[string]>('DELETE FROM owners WHERE id = ?')
  const move = database.prepare<[string, number, string]>('UPDATE jobs SET owner_id = ?, guest_of = NULL, change = ? WHERE owner_id = ? AND finished_at IS NULL')
  // What joined the run of an engine that lives goes on there, as that engine's own.
  const leave = database.prepare<{ from: string; change: number }>(`
    UPDATE jobs SET owner_id = guest_of, guest_of = NULL, change = :change
    WHERE owner_id = :from AND finished_at IS NULL AND guest_of IN (SELECT id FROM owners) AND guest_of <> :from`)
  const takeOver = immediate(database, (from: OwnerId, to: OwnerId) => {
    leave.run({ from, change: writer.nextChange() })
    const records = select.all(from).map(recordOf)
    removeOwner.run(from)
    if (records.length > 0) move.run(to, writer.nextChange(), from)
    return records.map((record) => ({ ...record, job: { ...record.job, ownerId: to } }))
  })
  return {
    unfinished: (ownerId) => withStorageErrors(() => select.all(ownerId).map(recordOf)),
    takeOver: (from, to) => takeOver(from, to),
  }
}

function recordOf(row: RecordRow): LeftJob {
  const request: StoredValue = {
    hash: brandAs<ContentHash>(row.request_hash), size: row.request_size,
    ...(row.request_bytes === null ? {} : { bytes: row.request_bytes }),
  }
  return {
    job: jobOfRow(row), run: runOfRow(row), request, process: parseJson(processSchema, row.process) ?? null,
    order: row.place, deaths: row.deaths, begun: row.process !== null || row.receipt !== null,
  }
}
