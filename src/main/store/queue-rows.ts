import type { Database } from 'better-sqlite3'
import { brandAs, type JobId } from '../../shared/brand.ts'
import type { QueueEdit } from '../../shared/queue/queue-edit.ts'
import type { QueueMode } from '../../shared/queue/queue-state.ts'
import { nobodyId, type QueuePlace, type QueueStore } from '../engine/queue-port.ts'
import { immediate } from './immediate.ts'
import { type JobRow, jobColumns, jobOfRow, priorityOf } from './job-row.ts'
import type { JobWriter } from './job-writer.ts'
import { queueMoves } from './queue-moves.ts'
import { withStorageErrors } from './storage-error.ts'

interface PlaceRow { readonly id: string; readonly priority: string; readonly place: number; readonly held: number }

/** The queue as the user arranges it; every engine sees and keeps to it, whoever owns the jobs. */
export function queueRows(database: Database, writer: JobWriter): Pick<QueueStore, 'editQueue' | 'queueMode' | 'setQueueMode' | 'ownPlaces' | 'queuedJobs' | 'runningJobs' | 'leave'> {
  const moves = queueMoves(database)
  const runsOf = `SELECT DISTINCT run_id FROM jobs WHERE id IN (SELECT value FROM json_each(:ids))`
  const hold = database.prepare<{ ids: string; held: number; change: number }>(`
    UPDATE jobs SET held = :held, change = :change WHERE status = 'queued' AND held <> :held AND run_id IN (${runsOf})`)
  const changed = database.prepare<[number], JobRow>(`SELECT ${jobColumns} FROM jobs j JOIN runs r ON r.id = j.run_id WHERE j.change = ? ORDER BY j.rank, j.place, j.seq`)
  const queued = database.prepare<[], JobRow>(`SELECT ${jobColumns} FROM jobs j JOIN runs r ON r.id = j.run_id WHERE j.status = 'queued' ORDER BY j.rank, j.place, j.seq`)
  const running = database.prepare<[], JobRow>(`SELECT ${jobColumns} FROM jobs j JOIN runs r ON r.id = j.run_id WHERE j.status IN ('running', 'canceling')`)
  const mode = database.prepare<[], string>('SELECT mode FROM queue_state').pluck()
  const saveMode = database.prepare<[string]>('UPDATE queue_state SET mode = ?')
  const own = database.prepare<[number, string], PlaceRow>("SELECT id, priority, place, held FROM jobs WHERE change > ? AND owner_id = ? AND status = 'queued'")
  const newest = database.prepare<[], number>('SELECT number FROM change_number').pluck()
  const nobody = database.prepare<[string, string]>(`
    INSERT INTO owners (id, pid, start_time, boot_id, kind, token, heartbeat) VALUES (?, 0, '', '', 'terminal', ?, 0) ON CONFLICT DO NOTHING`)
  const give = database.prepare<[string, number, string]>("UPDATE jobs SET owner_id = ?, change = ? WHERE status = 'queued' AND id IN (SELECT value FROM json_each(?))")
  let seen = newest.get() ?? 0

  function apply(edit: QueueEdit, change: number): void {
    const ids = JSON.stringify(edit.jobIds)
    switch (edit.edit) {
      case 'priority': moves.prioritize(ids, edit.priority, change); return
      case 'hold':
      case 'release': hold.run({ ids, held: edit.edit === 'hold' ? 1 : 0, change }); return
      case 'move': moves.move(ids, edit.to, change)
    }
  }
  return {
    editQueue: immediate(database, (edit: QueueEdit) => {
      const change = writer.nextChange()
      apply(edit, change)
      return changed.all(change).map(jobOfRow)
    }),
    queueMode: () => withStorageErrors(() => modeOf(mode.get())),
    setQueueMode: immediate(database, (next: QueueMode) => { saveMode.run(next) }),
    queuedJobs: () => withStorageErrors(() => queued.all().map(jobOfRow)),
    runningJobs: () => withStorageErrors(() => running.all().map(jobOfRow)),
    ownPlaces: (ownerId) => withStorageErrors(() => {
      const now = newest.get() ?? 0
      if (now === seen) return []
      const rows = own.all(seen, ownerId)
      seen = now
      return rows.map(({ id, priority, place, held }): QueuePlace => ({ jobId: brandAs<JobId>(id), priority: priorityOf(priority), order: place, held: held === 1 }))
    }),
    leave: immediate(database, (jobIds: readonly JobId[]) => {
      nobody.run(nobodyId, nobodyId)
      give.run(nobodyId, writer.nextChange(), JSON.stringify(jobIds))
    }),
  }
}

function modeOf(text: string | undefined): QueueMode { return text === 'held' || text === 'draining' ? text : 'open' }
