import type { Database } from 'better-sqlite3'
import type { JobStore } from '../engine/ports.ts'
import { cancelRequests } from './cancel-requests.ts'
import type { ValuePlaces } from './held-value.ts'
import { guestJobs } from './guest-jobs.ts'
import { immediate } from './immediate.ts'
import { jobRows } from './job-rows.ts'
import { jobSnapshots } from './job-snapshots.ts'
import { jobWriter } from './job-writer.ts'
import { ownerRows } from './owner-rows.ts'
import { pageRows } from './page-rows.ts'
import { queueRows } from './queue-rows.ts'
import type { RunLogs } from './run-logs.ts'
import { slots } from './slots.ts'
import { unfinishedJobs } from './unfinished-jobs.ts'
import { withStorageErrors } from './storage-error.ts'

/** Jobs, runs, owners, pages in `simmer.db`, logs in files beside it. Each method throws DISK_FULL and DATABASE. */
export function jobStore(database: Database, places: ValuePlaces, logs: RunLogs): JobStore {
  const writer = jobWriter(database)
  const dataVersion = database.prepare<[], number>('PRAGMA data_version').pluck()
  const { closeRun, ...rows } = jobRows(database, places, writer)
  return {
    together: immediate(database, (work: () => void) => { work() }),
    ...ownerRows(database),
    ...rows,
    ...slots(database, writer),
    ...queueRows(database, writer),
    ...unfinishedJobs(database, writer),
    ...guestJobs(database, places, writer),
    ...jobSnapshots(database),
    ...cancelRequests(database),
    ...pageRows(database),
    endRun: (runId, close) => {
      closeRun(runId, close, logs.finish(runId))
    },
    version: () => withStorageErrors(() => dataVersion.get() ?? 0),
    appendLog: (runId, chunks) => { logs.append(runId, chunks) },
    readLog: (runId) => logs.read(runId),
  }
}
