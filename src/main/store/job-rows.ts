import type { Database } from 'better-sqlite3'
import type { JobStore } from '../engine/ports.ts'
import { type ValuePlaces, keepInline, requireFiles, settleLarge } from './held-value.ts'
import { immediate } from './immediate.ts'
import type { JobWriter } from './job-writer.ts'
import { type RunRecords, runRecords } from './run-records.ts'

/** Jobs and runs as they come and change. */
export function jobRows(database: Database, places: ValuePlaces, writer: JobWriter):
Pick<JobStore, 'addJobs' | 'updateJobs' | 'beginAttempt' | 'countDeaths' | 'setProcess' | 'commitResult'> & { readonly closeRun: RunRecords['close'] } {
  const attempt = database.prepare<[number, string]>('UPDATE runs SET attempt = max(attempt, ?), process = NULL, receipt = NULL WHERE id = ?')
  const death = database.prepare<[string]>('UPDATE runs SET deaths = deaths + 1 WHERE id = ?')
  const result = database.prepare(`
    UPDATE runs SET result = :result, value_hash = :hash, value_size = :size, took_ms = :tookMs, cached = :cached, returned_at = :returnedAt
    WHERE id = :runId AND result IS NULL`)
  const records = runRecords(database)

  const file = database.prepare<[string, string, number]>('INSERT INTO value_files (value_hash, hash, size) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')

  const add = immediate(database, (records: Parameters<JobStore['addJobs']>[0]) => {
    const change = writer.nextChange()
    const jobs = writer.placed(records.map(({ job }) => job))
    records.forEach((record, at) => {
      keepInline(places.inline, record.request)
      writer.insert({ ...record, job: jobs[at] ?? record.job }, change)
    })
    return jobs
  })
  const commit = immediate(database, ({ jobs, runId, value, tookMs, cached }: Parameters<JobStore['commitResult']>[0]) => {
    const change = writer.nextChange()
    if (value !== null) {
      keepInline(places.inline, value)
      requireFiles(places.files, value)
    }
    for (const { hash, size } of value?.files ?? []) file.run(value?.hash ?? '', hash, size)
    result.run({
      runId, tookMs, result: value === null ? 'noUpdate' : 'value', hash: value?.hash ?? null, size: value?.size ?? null,
      cached: cached === undefined ? null : JSON.stringify(cached), returnedAt: cached === undefined ? jobs.map(({ state }) => ('finishedAt' in state ? state.finishedAt : null))[0] ?? null : null,
    })
    for (const job of jobs) writer.saveState(job, change)
  })
  const update = immediate(database, (jobs: Parameters<JobStore['updateJobs']>[0]) => {
    const change = writer.nextChange()
    for (const job of jobs) writer.saveState(job, change)
  })
  return {
    // Files before the row that names them: a crash between the two leaves a file, never a name without one.
    addJobs: (records) => add(records.map((record) => ({ ...record, request: settleLarge(places.files, record.request) }))),
    updateJobs: (jobs) => { if (jobs.length > 0) update(jobs) },
    beginAttempt: immediate(database, (runId, number) => { attempt.run(number, runId) }),
    countDeaths: immediate(database, (runIds) => { for (const runId of runIds) death.run(runId) }),
    setProcess: immediate(database, records.begin),
    commitResult: (given) => { commit({ ...given, value: given.value === null ? null : settleLarge(places.files, given.value) }) },
    closeRun: immediate(database, records.close),
  }
}
