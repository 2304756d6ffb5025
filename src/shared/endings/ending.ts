import type { ErrorCode } from '../errors.ts'

/**
 * One way in which a job can end, as docs/endings.md has it: a row of the one table that the code takes its words from and
 * that one test runs with real processes.
 */
export interface Ending {
  /** What happens, as a clause: `It calls process.exit(3)`. */
  readonly when: string
  /** What a failure is told as; `good`: a success; `canceled`: neither. */
  readonly code: ErrorCode | 'good' | 'canceled'
  /** What Simmer says of it; `{…}` stands for a fact. null: the script's own words, or none. */
  readonly says: string | null
  /** What the user can do; null where it went well, or the script's own words have to say it. */
  readonly hint: string | null
}

/** A group of rows by name. */
export type Endings = Readonly<Record<string, Ending>>
