import type { Database } from 'better-sqlite3'
import { isPlainObject } from '../../../shared/grouping.ts'
import { outcomeOf } from '../../../shared/outcome.ts'
import { decodeIntact } from '../decode-intact.ts'
import { immediate } from '../immediate.ts'
import { jobStateSchema } from '../job-schemas.ts'
import { parseJson } from '../parse-json.ts'
import { withStorageErrors } from '../storage-error.ts'
import { historyMarks, historyText } from './history-words.ts'

interface EndedRow {
  readonly ended: number
  readonly state: string
  readonly label: string
  readonly task_id: string
  readonly task: number
  readonly title: string
  readonly request_hash: string
  readonly bytes: Uint8Array | null
}

/** The index of history's words, which follows the ends of jobs in batches. */
export interface HistoryIndex {
  /** Writes the words of at most so many runs that are not in it yet, oldest first; answers with how many are left. */
  catchUp(most: number): number
  /** How many ended runs it does not know. */
  behind(): number
}

export function historyIndex(database: Database): HistoryIndex {
  const behind = database.prepare<[], number>('SELECT (SELECT ends FROM change_number) - (SELECT upto FROM history_indexed)').pluck()
  const rows = database.prepare<[number], EndedRow>(`
    SELECT j.ended, j.state, j.label, j.task_id, n.id AS task, n.title, j.request_hash, i.bytes
    FROM jobs j JOIN task_names n ON n.task_id = j.task_id LEFT JOIN inline_values i ON i.hash = j.request_hash
    WHERE j.ended > (SELECT upto FROM history_indexed) ORDER BY j.ended LIMIT ?`)
  const write = database.prepare<[number, string]>('INSERT INTO history_words (rowid, words) VALUES (?, ?)')
  const setUpto = database.prepare<[number]>('UPDATE history_indexed SET upto = ?')
  const newest = database.prepare<[], number>('SELECT ends FROM change_number').pluck()
  const step = immediate(database, (most: number) => {
    const found = rows.all(most)
    for (const row of found) write.run(row.ended, wordsOf(row))
    // The last ones may have been removed before they came in here: their numbers are no work left.
    setUpto.run(found.length < most ? newest.get() ?? 0 : found.at(-1)?.ended ?? 0)
    return behind.get() ?? 0
  })
  const left = (): number => withStorageErrors(() => behind.get() ?? 0)
  return { behind: left, catchUp: (most) => (left() === 0 ? 0 : step(most)) }
}

function wordsOf(row: EndedRow): string {
  const state = parseJson(jobStateSchema, row.state)
  const request = row.bytes === null ? undefined : decodeIntact(row.bytes, row.request_hash)?.value
  const args = isPlainObject(request) && Array.isArray(request['args']) ? request['args'] : []
  const texts = [row.title, row.task_id.slice(row.task_id.indexOf('/') + 1), row.label, state?.status === 'failed' ? state.error.message : '']
  const outcome = state === undefined ? 'failed' : outcomeOf(state) ?? 'failed'
  return `${historyMarks(row.task, outcome)} ${historyText(texts, args)}`
}
