import type { Database } from 'better-sqlite3'
import type { ErrorInfo } from '../../shared/errors.ts'

const error: ErrorInfo = {
  code: 'INTERRUPTED', message: 'Simmer\'s history was restored from a backup that was made before this ended: what became of it is not known.', hint: 'Run it again.',
}

/**
 * Ends in a copy of `simmer.db`, of any version, every job that was unfinished when the copy was made. It may have run
 * since, and must not silently do so again (R8).
 */
export function settleRestored(copy: Database, now: number): void {
  copy.transaction(() => {
    copy.prepare(`
      UPDATE jobs SET status = 'failed', finished_at = :now, change = (SELECT number + 1 FROM change_number), state = json_object(
        'status', 'failed', 'startedAt', json_extract(state, '$.startedAt'), 'finishedAt', :now, 'error', json(:error), 'receipt', NULL)
      WHERE finished_at IS NULL`).run({ now, error: JSON.stringify(error) })
    copy.prepare('UPDATE change_number SET number = number + 1').run()
    copy.prepare('DELETE FROM cancel_requests').run()
  }).immediate()
}
