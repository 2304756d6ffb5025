import type { Database } from 'better-sqlite3'

/** One step of a database's history: from `version - 1` to `version`, in one immediate transaction. */
export interface Migration { readonly version: number; readonly sql: string }

/** How one database file is to be opened. */
export interface DatabasePlan {
  readonly file: string
  /** FULL: a commit survives a power cut. NORMAL: it survives a crash of the process. */
  readonly synchronous: 'FULL' | 'NORMAL'
  /** In order, versions from 1 on. */
  readonly migrations: readonly Migration[]
  /** Keep a copy before an existing file is migrated. */
  readonly backup: boolean
  /** Decides in a restored copy what was unfinished when it was made. */
  readonly settle?: (copy: Database, now: number) => void
}

/** Marks a file as Simmer's in its header ("Simm"): another program's database of the same name is not written to. */
export const applicationId = 0x53696d6d

/** The version that a plan migrates to. */
export function planVersion(plan: DatabasePlan): number {
  return plan.migrations.at(-1)?.version ?? 0
}
