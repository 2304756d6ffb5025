import type { Database } from 'better-sqlite3'
import { brandAs, type ContentHash } from '../../shared/brand.ts'
import type { JobSnapshot, ResultRef } from '../../shared/change.ts'
import type { JobStore } from '../engine/ports.ts'
import { decodeIntact } from './decode-intact.ts'
import { type JobRow, jobColumns, jobOfRow } from './job-row.ts'
import { cacheNoteSchema } from './job-schemas.ts'
import { parseJson } from './parse-json.ts'
import { withStorageErrors } from './storage-error.ts'

interface SnapshotRow extends JobRow {
  readonly result: string | null
  readonly value_hash: string | null
  readonly value_size: number | null
  readonly bytes: Uint8Array | null
  readonly cached: string | null
}

/** Above this a list names a result by its hash, to be read when it is looked at. */
const listedBytes = 16_384

const from = `SELECT ${jobColumns}, r.result, r.value_hash, r.value_size, r.cached,`
const joins = 'FROM jobs j JOIN runs r ON r.id = j.run_id LEFT JOIN inline_values i ON i.hash = r.value_hash'
const listed = `${from} CASE WHEN r.value_size <= ${listedBytes} THEN i.bytes END AS bytes ${joins}`

/** Jobs as windows see them, read back from the disk. */
export function jobSnapshots(database: Database): Pick<JobStore, 'find' | 'ended' | 'ofPage' | 'foreignChanges'> {
  const find = database.prepare<[string], SnapshotRow>(`${from} i.bytes ${joins} WHERE j.id = ?`)
  // Jobs of one millisecond come together, whatever the limit: else the next page, asked for by time, would miss some.
  const ended = database.prepare<{ before: number; limit: number }, SnapshotRow>(`
    ${listed} WHERE j.finished_at IS NOT NULL AND j.removed_at IS NULL AND j.created_at < :before AND j.created_at >= coalesce((
      SELECT min(created_at) FROM (SELECT created_at FROM jobs WHERE finished_at IS NOT NULL AND created_at < :before ORDER BY created_at DESC LIMIT :limit)
    ), 0) ORDER BY j.created_at DESC, j.seq DESC`)
  const ofPage = database.prepare<{ pageId: string; since: number }, SnapshotRow>(`
    ${listed} WHERE j.seq IN (
      SELECT seq FROM jobs WHERE page_id = :pageId AND finished_at IS NULL UNION ALL SELECT seq FROM jobs WHERE page_id = :pageId AND finished_at >= :since
    ) ORDER BY j.seq`)
  const changed = database.prepare<[number, number, string], SnapshotRow>(`
    ${listed} WHERE j.change > ? AND j.change <= ? AND j.owner_id <> ? ORDER BY j.change, j.seq`)
  const newest = database.prepare<[], number>('SELECT number FROM change_number').pluck()
  let seen = newest.get() ?? 0
  return {
    find: (jobId) => withStorageErrors(() => { const row = find.get(jobId); return row === undefined ? undefined : snapshotOf(row) }),
    ended: (before, limit) => withStorageErrors(() => ended.all({ before, limit }).map(snapshotOf)),
    ofPage: (pageId, since) => withStorageErrors(() => ofPage.all({ pageId, since }).map(snapshotOf)),
    foreignChanges: (ownerId) => withStorageErrors(() => {
      const now = newest.get() ?? 0
      const rows = changed.all(seen, now, ownerId)
      seen = now
      return rows.map(snapshotOf)
    }),
  }
}

function snapshotOf(row: SnapshotRow): JobSnapshot {
  return { job: jobOfRow(row), progress: null, props: [], result: resultOf(row), cached: parseJson(cacheNoteSchema, row.cached) ?? null }
}

/** A damaged small value is told by reference: who asks for it learns that it is damaged, and is never shown it (R12). */
function resultOf({ result, value_hash: hash, value_size: size, bytes }: SnapshotRow): ResultRef | null {
  if (result === 'noUpdate') return { kind: 'noUpdate' }
  if (result === null || hash === null || size === null) return null
  const intact = bytes === null ? undefined : decodeIntact(bytes, hash)
  if (intact !== undefined) return { kind: 'value', value: intact.value }
  return { kind: 'stored', stored: { hash: brandAs<ContentHash>(hash), size } }
}
