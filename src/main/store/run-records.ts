import type { Database } from 'better-sqlite3'
import type { RunId } from '../../shared/brand.ts'
import type { AttemptStart, ProcessIdentity, RunClose } from '../engine/ports.ts'
import { contentHash } from './content-hash.ts'

/** What history keeps of a run beside its jobs; all within the caller's transaction. */
export interface RunRecords {
  readonly begin: (runId: RunId, process: ProcessIdentity, start: AttemptStart) => void
  readonly close: (runId: RunId, close: RunClose, logSize: number) => void
}

export function runRecords(database: Database): RunRecords {
  const begin = database.prepare(`
    UPDATE runs SET process = :process, attempt = max(attempt, :attempt), bundle = :bundle, environment = :environment, machine = :machine WHERE id = :runId`)
  const close = database.prepare(`
    UPDATE runs SET receipt = :receipt, process = NULL, began_at = :beganAt, ended_at = :at, peak_memory = :peakMemory, cpu_time = :cpuTime,
      failed_attempts = :failedAttempts, log_size = :logSize WHERE id = :runId`)
  const keep = database.prepare<[string, string]>('INSERT INTO surroundings (hash, facts) VALUES (?, ?) ON CONFLICT DO NOTHING')
  /** One row for all runs that ran with the same. */
  const named = (facts: object | null): string | null => {
    if (facts === null) return null
    const text = JSON.stringify(facts)
    const hash = contentHash(Buffer.from(text))
    keep.run(hash, text)
    return hash
  }
  return {
    begin: (runId, process, { attempt, bundle, environment, machine }) => {
      begin.run({ runId, attempt, bundle, process: JSON.stringify(process), environment: named(environment), machine: named(machine) })
    },
    close: (runId, { receipt, usage, at, beganAt, failedAttempts }, logSize) => {
      close.run({
        runId, at, beganAt, logSize, receipt: JSON.stringify(receipt), peakMemory: usage?.peakMemory ?? null, cpuTime: usage?.cpuTime ?? null,
        failedAttempts: failedAttempts.length === 0 ? null : JSON.stringify(failedAttempts),
      })
    },
  }
}
