import type { Database } from 'better-sqlite3'
import { brandAs, type OwnerId } from '../../shared/brand.ts'
import type { JobStore } from '../engine/ports.ts'
import { immediate } from './immediate.ts'
import { withStorageErrors } from './storage-error.ts'

interface StoredOwner {
  readonly id: string
  readonly pid: number
  readonly start_time: string
  readonly boot_id: string
  readonly kind: string
  readonly token: string
  readonly heartbeat: number
}

/** The engines that share this data folder. */
export function ownerRows(database: Database): Pick<JobStore, 'addOwner' | 'heartbeat' | 'removeOwner' | 'owners'> {
  const insert = database.prepare(`
    INSERT INTO owners (id, pid, start_time, boot_id, kind, token, heartbeat) VALUES (:id, :pid, :startTime, :bootId, :kind, :token, :heartbeat)
    ON CONFLICT (id) DO UPDATE SET pid = excluded.pid, start_time = excluded.start_time, boot_id = excluded.boot_id, kind = excluded.kind,
      token = excluded.token, heartbeat = excluded.heartbeat`)
  const beat = database.prepare<[number, string]>('UPDATE owners SET heartbeat = ? WHERE id = ?')
  const remove = database.prepare<[string]>('DELETE FROM owners WHERE id = ?')
  const all = database.prepare<[], StoredOwner>('SELECT id, pid, start_time, boot_id, kind, token, heartbeat FROM owners ORDER BY id')
  return {
    addOwner: immediate(database, (owner) => { insert.run(owner) }),
    heartbeat: immediate(database, (ownerId, at) => { beat.run(at, ownerId) }),
    removeOwner: immediate(database, (ownerId) => { remove.run(ownerId) }),
    owners: () => withStorageErrors(() => all.all().map(({ id, pid, start_time: startTime, boot_id: bootId, kind, token, heartbeat }) => ({
      id: brandAs<OwnerId>(id), pid, startTime, bootId, kind: kind === 'terminal' ? 'terminal' : 'app', token, heartbeat,
    }))),
  }
}
