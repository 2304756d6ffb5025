import type { ProcessKey, ProcessRow } from './process-table.ts'

/** A host and all that came from it, as far as it was ever seen. */
export class ProcessTree {
  /** The host: leader of its own process group. */
  readonly leader: ProcessKey
  readonly token: string
  readonly #members = new Map<number, ProcessRow>()

  constructor(leader: ProcessKey, token: string) {
    this.leader = leader
    this.token = token
  }

  get members(): readonly ProcessRow[] { return [...this.#members.values()] }

  /** Takes in those of `rows` that belong here: by token, by group, or because their parent does. */
  take(rows: ReadonlyMap<number, ProcessRow>): void {
    const leads = rows.get(this.leader.pid)?.startTime === this.leader.startTime
    for (let more = true; more;) {
      more = false
      for (const row of rows.values()) {
        if (this.#has(row) || !this.#isOurs(row, { rows, leads })) continue
        this.#members.set(row.pid, row)
        more = true
      }
    }
  }

  #isOurs(row: ProcessRow, { rows, leads }: { readonly rows: ReadonlyMap<number, ProcessRow>; readonly leads: boolean }): boolean {
    if (row.runToken === this.token) return true
    if (row.pid === this.leader.pid) return row.startTime === this.leader.startTime
    if (leads && row.group === this.leader.pid) return true
    // The parent's number alone would do for a stranger's child, should the number have been given away.
    const parent = rows.get(row.ppid)
    return parent !== undefined && this.#has(parent)
  }

  #has(row: ProcessKey): boolean { return this.#members.get(row.pid)?.startTime === row.startTime }
}
