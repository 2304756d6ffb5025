import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/** What a thread is to do with a database: check it whole, and copy it where `backup` (the time, in ms) is no null. */
export interface DatabaseErrand { readonly sqlite: string; readonly file: string; readonly backup: number | null }

export type ErrandReport =
  | { readonly found: 'sound' }
  | { readonly found: 'damage'; readonly reason: string }
  /** It could not be done: a full disk, say. */
  | { readonly found: 'trouble'; readonly message: string; readonly code: string }

/** Runs one errand in a thread of its own; an aborted signal ends it. Never rejects. */
export async function runErrand(program: URL, errand: Omit<DatabaseErrand, 'sqlite'>, signal: AbortSignal): Promise<ErrandReport> {
  const trouble = (thrown: unknown): ErrandReport => ({ found: 'trouble', message: thrown instanceof Error ? thrown.message : String(thrown), code: '' })
  if (signal.aborted) return trouble(signal.reason)
  // Resolved here: a thread does not have the hooks by which a runtime may have another build of it.
  const sqlite = pathToFileURL(createRequire(import.meta.url).resolve('better-sqlite3')).href
  return new Promise((resolve) => {
    const worker = new Worker(program, { execArgv: [], name: 'database', workerData: { ...errand, sqlite } satisfies DatabaseErrand })
    worker.unref()
    signal.addEventListener('abort', () => {
      void worker.terminate()
      // Nobody waits for a copy of gigabytes when Simmer ends.
      resolve(trouble(signal.reason))
    }, { once: true })
    worker.once('message', (report: ErrandReport) => { resolve(report) })
    worker.once('error', (thrown) => { resolve(trouble(thrown)) })
    worker.once('exit', () => { resolve(trouble('The thread for the database has ended.')) })
  })
}
