import path from 'node:path'
import Database from 'better-sqlite3'
import { historyMarks, historyText } from '../../src/main/store/history/history-words.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import type { JobState } from '../../src/shared/job.ts'
import { outcomeOf } from '../../src/shared/outcome.ts'

export const taskCount = 50
/** Of a thousand words, each run has one of its own kind. */
export const words = 1_000

/** The task of a run. */
export function taskOf(index: number): string { return `0123456789ab/tasks/task-${index % taskCount}.ts` }

/** Fills a data folder with runs that have ended, with what makes them found. All in one go, as no one waits for it to be synced. */
export function fillHistory(folder: string, count: number): void {
  openStore(folder).close()
  const database = new Database(path.join(folder, 'simmer.db'))
  database.pragma('synchronous = OFF')
  database.pragma('foreign_keys = OFF')
  database.function('state_of', (index) => JSON.stringify(stateOf(Number(index))))
  database.function('words_of', (index) => wordsOf(Number(index)))
  const numbers = `WITH RECURSIVE numbers (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${count - 1})`
  database.exec('BEGIN')
  for (let task = 0; task < taskCount; task += 1) database.prepare('INSERT INTO task_names (id, task_id, title) VALUES (?, ?, ?)').run(task + 1, taskOf(task), `Task ${task}`)
  database.exec(`
    ${numbers} INSERT INTO runs (id, task_id, callback_id, code_hash, attempt, result, value_hash, value_size, took_ms)
      SELECT printf('run-%08d', i), '0123456789ab/tasks/task-' || (i % ${taskCount}) || '.ts', 'run', 'code', 1, 'value', printf('%064d', i % 1000), 64, 1000 FROM numbers;
    ${numbers} INSERT INTO jobs (seq, id, run_id, owner_id, task_id, callback_id, instance, created_at, label, priority, fresh, status, state, finished_at, ended, request_hash, request_size, change)
      SELECT i + 1, printf('job-%08d', i), printf('run-%08d', i), 'owner', '0123456789ab/tasks/task-' || (i % ${taskCount}) || '.ts', 'run', '', 1.7e12 + i * 1000,
        'limit ' || i || ', word' || (i % ${words}), 'normal', 0, 'succeeded', state_of(i), 1.7e12 + i * 1000 + 500, i + 1, printf('%064d', i % 5000), 100, 1 FROM numbers;
    ${numbers} INSERT INTO history_words (rowid, words) SELECT i + 1, words_of(i) FROM numbers;
    UPDATE history_indexed SET upto = ${count};
    UPDATE change_number SET ends = ${count}, number = 1;
    COMMIT;
  `)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

/** Of twenty runs sixteen succeed, two fail, one crashes and one is canceled. */
function stateOf(index: number): JobState {
  const [startedAt, finishedAt] = [1.7e12 + index * 1000, 1.7e12 + index * 1000 + 500]
  // Not in step with the tasks: each has all outcomes.
  const kind = Math.floor(index / taskCount) % 20
  if (kind < 16) return { status: 'succeeded', startedAt, finishedAt, from: 'run' }
  if (kind === 19) return { status: 'canceled', startedAt, finishedAt, by: 'user', receipt: { ended: 1, left: 0, tookMs: 3 } }
  const error = kind === 18 ? { code: 'CRASHED' as const, message: 'The process ended with signal SIGSEGV' } : { code: 'TASK_THREW' as const, message: `No column region${index % 100} in sales.csv` }
  return { status: 'failed', startedAt, finishedAt, error, receipt: null }
}

function wordsOf(index: number): string {
  const state = stateOf(index)
  const message = state.status === 'failed' ? state.error.message : ''
  const text = historyText([`Task ${index % taskCount}`, `tasks/task-${index % taskCount}.ts`, `limit ${index}, word${index % words}`, message], [1, { limit: index, word: `word${index % words}` }])
  return `${historyMarks(index % taskCount + 1, outcomeOf(state) ?? 'failed')} ${text}`
}
