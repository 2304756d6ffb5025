import type { Database } from 'better-sqlite3'
import * as v from 'valibot'
import { brandAs, type CodeHash, type ContentHash, type JobId } from '../../../shared/brand.ts'
import type { CallbackCall } from '../../../shared/change.ts'
import type { Environment, FailedAttempt, Machine, RunRecord } from '../../../shared/history.ts'
import { isEnded } from '../../../shared/job.ts'
import type { JobStore, ValueCodec, ValueStore } from '../../engine/ports.ts'
import { errorInfoSchema, receiptSchema } from '../job-schemas.ts'
import { parseJson } from '../parse-json.ts'
import { withStorageErrors } from '../storage-error.ts'
import { type HistoryColumns, historyJoins, historyRow, historySelect } from './history-pages.ts'

const environmentSchema: v.GenericSchema<unknown, Environment> = v.object({
  runtime: v.picklist(['app', 'node']), node: v.string(), electron: v.nullable(v.string()), platform: v.string(), simmer: v.string(), sdk: v.number(), variables: v.array(v.string()),
})
const machineSchema: v.GenericSchema<unknown, Machine> = v.object({ host: v.string(), cpu: v.string(), cores: v.number(), memory: v.number(), system: v.string() })
const attemptsSchema: v.GenericSchema<unknown, readonly FailedAttempt[]> = v.array(v.object({
  attempt: v.number(), endedAt: v.number(), error: errorInfoSchema, usage: v.exactOptional(v.object({ peakMemory: v.number(), cpuTime: v.number() })),
}))
const requestSchema = v.object({ args: v.array(v.unknown()), context: v.object({ triggered: v.array(v.unknown()), inputs: v.record(v.string(), v.unknown()), states: v.record(v.string(), v.unknown()) }) })

interface RecordRow extends HistoryColumns {
  readonly request_hash: string
  readonly bundle: string | null
  readonly environment: string | null
  readonly machine: string | null
  readonly receipt: string | null
  readonly began_at: number | null
  readonly returned_at: number | null
  readonly ended_at: number | null
  readonly peak_memory: number | null
  readonly cpu_time: number | null
  readonly failed_attempts: string | null
}

export interface RecordParts { readonly database: Database; readonly values: ValueStore; readonly codec: ValueCodec; readonly find: JobStore['find'] }

/** Reads all that is kept of one run that has ended; undefined where there is none of that id. What is damaged of it is null. */
export function historyRecords({ database, values, codec, find }: RecordParts): (jobId: JobId) => RunRecord | undefined {
  const select = database.prepare<[string], RecordRow>(`
    ${historySelect}, j.request_hash, r.bundle, r.receipt, r.began_at, r.returned_at, r.ended_at, r.peak_memory, r.cpu_time, r.failed_attempts,
      (SELECT facts FROM surroundings WHERE hash = r.environment) AS environment, (SELECT facts FROM surroundings WHERE hash = r.machine) AS machine
    FROM jobs j ${historyJoins} WHERE j.id = ? AND j.ended IS NOT NULL`)
  const inputsOf = (hash: string): RunRecord['inputs'] => {
    const bytes = values.read(brandAs<ContentHash>(hash))
    if (bytes === undefined) return null
    try {
      const parsed = v.safeParse(requestSchema, codec.decode(bytes))
      return parsed.success ? parsed.output as Pick<CallbackCall, 'args' | 'context'> : null
    } catch { return null }
  }
  return (jobId) => withStorageErrors(() => {
    const row = select.get(jobId)
    if (row === undefined) return undefined
    const shown = historyRow(row)
    const { state } = shown.job
    return {
      row: shown, result: find(jobId)?.result ?? null, inputs: inputsOf(row.request_hash),
      codeHash: row.code_hash === null ? null : brandAs<CodeHash>(row.code_hash), bundle: row.bundle,
      environment: parseJson(environmentSchema, row.environment) ?? null, machine: parseJson(machineSchema, row.machine) ?? null,
      times: { queued: shown.job.createdAt, started: isEnded(state) ? state.startedAt : null, began: row.began_at, returned: row.returned_at, ended: row.ended_at },
      usage: row.peak_memory === null || row.cpu_time === null ? null : { peakMemory: row.peak_memory, cpuTime: row.cpu_time },
      receipt: parseJson(receiptSchema, row.receipt) ?? null, attempts: row.attempt, failedAttempts: parseJson(attemptsSchema, row.failed_attempts) ?? [],
    }
  })
}
