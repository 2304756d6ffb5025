import type { ProcessKey, ProcessRow } from './process-table.ts'
import { TreeUsage } from './tree-usage.ts'

/** A host and all that came from it and lives, as far as it was seen. */
export class ProcessTree {
  /** The host: leader of its own process group. */
  readonly leader: ProcessKey
  readonly token: string
  readonly usage = new TreeUsage()
  /** When the leader started, in the unit of {@link ProcessRow.startedAt}; 0: no look ever found it. */
  #startedAt = 0
  readonly #members = new Map<number, ProcessRow>()

  constructor(leader: ProcessKey, token: string) {
    this.leader = leader
    this.token = token
  }

  get members(): readonly ProcessRow[] { return [...this.#members.values()] }

  /**
   * Takes in those of `rows`, all processes of now, that belong here: by token, by group, or because their parent does; and
   * forgets those that are gone. `orphaned`: the leader died only just, so that its group, where it lives on, is still ours:
   * the system gives the number to nobody as long as a group has it. True: there was a new one.
   */
  take(rows: ReadonlyMap<number, ProcessRow>, { orphaned = false }: { readonly orphaned?: boolean } = {}): boolean {
    // A system that shows none, not even us, did not answer.
    if (rows.size === 0) return false
    for (const [pid, { startTime }] of this.#members) if (rows.get(pid)?.startTime !== startTime) this.#members.delete(pid)
    const leader = rows.get(this.leader.pid)
    const leads = leader?.startTime === this.leader.startTime ? leader : undefined
    this.#startedAt = leads?.startedAt ?? this.#startedAt
    const grown = (row: ProcessRow): boolean => this.#isOurs(row, rows, leads) || orphaned && leader === undefined && row.group === this.leader.pid && row.startedAt >= this.#startedAt
    let grew = false
    for (let more = true; more;) {
      more = false
      for (const row of rows.values()) {
        if (this.#has(row) || !grown(row)) continue
        this.#members.set(row.pid, row)
        more = true
        grew = true
      }
    }
    return grew
  }

  #isOurs(row: ProcessRow, rows: ReadonlyMap<number, ProcessRow>, leads: ProcessRow | undefined): boolean {
    if (row.runToken === this.token) return true
    if (row.pid === this.leader.pid) return row.startTime === this.leader.startTime
    // Parents and groups are as first seen, and their numbers may be ours only since: who is older than ours is none of ours.
    if (leads !== undefined && row.group === this.leader.pid) return row.startedAt >= leads.startedAt
    const parent = rows.get(row.ppid)
    return parent !== undefined && this.#has(parent) && row.startedAt >= parent.startedAt
  }

  #has(row: ProcessKey): boolean { return this.#members.get(row.pid)?.startTime === row.startTime }
}
