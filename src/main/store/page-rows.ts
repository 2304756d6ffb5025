import type { Database } from 'better-sqlite3'
import { brandAs, type OwnerId, type PageId, type TaskId } from '../../shared/brand.ts'
import type { SavedPage } from '../../shared/change.ts'
import type { JobStore } from '../engine/ports.ts'
import { decodeIntact } from './decode-intact.ts'
import { immediate } from './immediate.ts'
import { pageValues } from './page-values.ts'
import { valueCodec } from './value-codec.ts'

interface PageRow { readonly id: string; readonly saved_at: number; readonly state: Uint8Array; readonly hash: string }

/** Pages of a task that no window has, beyond this many, are forgotten: nobody would find them again. */
const freePagesKept = 20

/** Pages as windows saved them last, and which engine has them (C1, G6). */
export function pageRows(database: Database): Pick<JobStore, 'savePage' | 'takePage' | 'releasePage'> {
  const values = pageValues(database)
  const save = database.prepare(`
    INSERT INTO pages (id, task_id, saved_at, owner_id, state, hash) VALUES (:pageId, :taskId, :savedAt, :ownerId, :bytes, :hash)
    ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, owner_id = excluded.owner_id, state = excluded.state, hash = excluded.hash`)
  const free = '(owner_id IS NULL OR owner_id NOT IN (SELECT id FROM owners))'
  const newest = database.prepare<{ taskId: string; ownerId: string; held: string }, PageRow>(`
    SELECT id, saved_at, state, hash FROM pages WHERE task_id = :taskId
      AND (${free} OR (owner_id = :ownerId AND id NOT IN (SELECT value FROM json_each(:held)))) ORDER BY saved_at DESC, id LIMIT 1`)
  const assign = database.prepare<[string, string]>('UPDATE pages SET owner_id = ? WHERE id = ?')
  const remove = database.prepare<[string]>('DELETE FROM pages WHERE id = ?')
  const release = database.prepare<[string], string>('UPDATE pages SET owner_id = NULL WHERE id = ? RETURNING task_id').pluck()
  const prune = database.prepare<{ taskId: string }>(`
    DELETE FROM pages WHERE id IN (SELECT id FROM pages WHERE task_id = :taskId AND ${free} ORDER BY saved_at DESC LIMIT -1 OFFSET ${freePagesKept})`)
  return {
    savePage: immediate(database, ({ state, ...page }: SavedPage, ownerId: OwnerId) => {
      const { bytes, hash } = valueCodec.encode(state)
      save.run({ ...page, ownerId, bytes, hash })
      values.keep(page.pageId, state)
    }),
    takePage: immediate(database, (taskId: TaskId, ownerId: OwnerId, held: readonly PageId[]) => {
      const search = { taskId, ownerId, held: JSON.stringify(held) }
      for (let row = newest.get(search); row !== undefined; row = newest.get(search)) {
        const intact = decodeIntact(row.state, row.hash)
        if (intact !== undefined) {
          assign.run(ownerId, row.id)
          return { pageId: brandAs<PageId>(row.id), taskId, savedAt: row.saved_at, state: intact.value }
        }
        // A damaged page cannot be shown; the one before it is better than none.
        remove.run(row.id)
      }
      return undefined
    }),
    releasePage: immediate(database, (pageId: PageId) => {
      const taskId = release.get(pageId)
      if (taskId !== undefined) prune.run({ taskId })
    }),
  }
}
