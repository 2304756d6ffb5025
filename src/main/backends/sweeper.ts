import { setTimeout as sleep } from 'node:timers/promises'
import type { KillReceipt } from '../../shared/job.ts'
import type { ProcessIdentity, ProcessSweeper } from '../engine/ports.ts'
import { endProcess } from './end-process.ts'
import type { ProcessKey, ProcessTable } from './process-table.ts'
import { systemProcessTable } from './system-process-table.ts'

/** ms */
const patience = 5000

/**
 * Ends what dead owners left: processes whose start time and boot are still those that were recorded, with their groups,
 * and whatever has a dead owner's token in its environment. A number alone is never signalled (E7, R6).
 */
export class LocalSweeper implements ProcessSweeper {
  readonly #table: ProcessTable

  constructor(table: ProcessTable = systemProcessTable(true)) { this.#table = table }

  async endLeftovers(processes: readonly ProcessIdentity[], ownerTokens: readonly string[]): Promise<KillReceipt> {
    const began = performance.now()
    const seen = new Map<string, ProcessKey>()
    let left: readonly ProcessKey[] = []
    for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
      // A look that fails (no descriptor is left, say) tells nothing: it is made again.
      const found = await this.#find(processes, new Set(ownerTokens.filter((token) => token !== ''))).catch(() => null)
      left = found ?? left
      for (const key of left) seen.set(`${key.pid} ${key.startTime}`, key)
      if (found?.length === 0 || performance.now() - began > patience) break
      for (const key of left) await endProcess(key, this.#table).catch(() => false)
      await sleep(wait)
    }
    return { ended: seen.size - left.length, left: left.length, tookMs: Math.round(performance.now() - began) }
  }

  async #find(processes: readonly ProcessIdentity[], tokens: ReadonlySet<string>): Promise<readonly ProcessKey[]> {
    const leaders = new Map(processes.filter(({ bootId }) => bootId === this.#table.bootId).map((each) => [each.pid, each.startTime]))
    const rows = await this.#table.list()
    const isLeader = (key: ProcessKey): boolean => leaders.get(key.pid) === key.startTime
    const owned = new Set(rows.filter(isLeader).map(({ pid }) => pid))
    return this.#table.alive(rows.filter((row) =>
      isLeader(row) || owned.has(row.group) || row.ownerToken !== null && tokens.has(row.ownerToken)))
  }
}
