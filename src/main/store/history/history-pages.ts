import type { Database } from 'better-sqlite3'
import { brandAs, type TaskId } from '../../../shared/brand.ts'
import type { HistoryPage, HistoryQuery, HistoryRow, HistoryTask } from '../../../shared/history.ts'
import { type JobRow, jobColumns, jobOfRow } from '../job-row.ts'
import { cacheNoteSchema } from '../job-schemas.ts'
import { parseJson } from '../parse-json.ts'
import { withStorageErrors } from '../storage-error.ts'
import type { HistoryIndex } from './history-index.ts'
import { historyMatch } from './history-words.ts'

/** Columns of a {@link HistoryRow}. */
export interface HistoryColumns extends JobRow { readonly ended: number; readonly title: string | null; readonly cached: string | null; readonly pinned: number }

/** What a {@link HistoryColumns} is read with; `j` are the jobs. */
export const historySelect = `SELECT ${jobColumns}, j.ended, j.pinned, n.title, r.cached`
export const historyJoins = 'JOIN runs r ON r.id = j.run_id LEFT JOIN task_names n ON n.task_id = j.task_id'

/** Rows of one page. */
const pageSize = 100
/** Runs whose words a question may wait for. */
const mostAwaited = 1_000

/** Ended jobs, newest end first, by what is asked of them. Each page is found by an index, however many there are (P9). */
export function historyPages(database: Database, index: HistoryIndex): {
  readonly page: (query: HistoryQuery) => HistoryPage
  readonly tasks: () => readonly HistoryTask[]
} {
  const all = database.prepare<{ before: number; limit: number }, HistoryColumns>(`
    ${historySelect} FROM jobs j ${historyJoins} WHERE j.ended < :before AND j.removed_at IS NULL ORDER BY j.ended DESC LIMIT :limit`)
  const matching = database.prepare<{ match: string; before: number; limit: number }, number>(`
    SELECT rowid FROM history_words WHERE history_words MATCH :match AND rowid < :before ORDER BY rowid DESC LIMIT :limit`).pluck()
  const listed = database.prepare<[string], HistoryColumns>(`
    ${historySelect} FROM json_each(?) AS wanted CROSS JOIN jobs j ON j.ended = wanted.value ${historyJoins} WHERE j.removed_at IS NULL`)
  const taskOf = database.prepare<[string], number>('SELECT id FROM task_names WHERE task_id = ?').pluck()
  const tasks = database.prepare<[], { readonly task_id: string; readonly title: string }>('SELECT task_id, title FROM task_names ORDER BY title COLLATE NOCASE, task_id')

  function page({ taskId, outcomes, words, before }: HistoryQuery): HistoryPage {
    const task = taskId === null ? null : taskOf.get(taskId)
    if (task === undefined) return { rows: [], next: null, unindexed: 0 }
    const match = historyMatch({ task, outcomes, words })
    const bounds = { before: before ?? Number.MAX_SAFE_INTEGER, limit: pageSize + 1 }
    if (match === null) {
      const rows = all.all(bounds)
      return { rows: rows.slice(0, pageSize).map(historyRow), next: rows.length > pageSize ? rows[pageSize - 1]?.ended ?? null : null, unindexed: 0 }
    }
    const unindexed = index.catchUp(mostAwaited)
    const found = matching.all({ match, ...bounds })
    const rows = listed.all(JSON.stringify(found.slice(0, pageSize))).sort((one, other) => other.ended - one.ended)
    return { rows: rows.map(historyRow), next: found.length > pageSize ? found[pageSize - 1] ?? null : null, unindexed }
  }
  return {
    page: (query) => withStorageErrors(() => page(query)),
    tasks: () => withStorageErrors(() => tasks.all().map(({ task_id, title }) => ({ taskId: brandAs<TaskId>(task_id), title }))),
  }
}

/** A row as it is told. */
export function historyRow(row: HistoryColumns): HistoryRow {
  return {
    ordinal: row.ended, job: jobOfRow(row), title: row.title ?? row.task_id.slice(row.task_id.indexOf('/') + 1),
    cached: parseJson(cacheNoteSchema, row.cached) ?? null, pinned: row.pinned === 1,
  }
}
