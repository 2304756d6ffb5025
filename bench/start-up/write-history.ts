import { randomUUID } from 'node:crypto'
import path from 'node:path'
import Database from 'better-sqlite3'
import type { JobRecord } from '../../src/main/engine/ports.ts'
import { openStore } from '../../src/main/store/open-store.ts'
import { brandAs, type OwnerId, type RunId, type TaskId } from '../../src/shared/brand.ts'

const together = 5_000
const minute = 60_000

/** Fills a data folder with runs that have ended, one a minute up to now, each with a small result. */
export function writeHistory(folder: string, tasks: readonly TaskId[], count: number): void {
  const store = openStore(folder)
  const request = store.codec.encode({ args: [{ to: 1 }], context: { triggered: [], inputs: {}, states: {} } })
  const ownerId = brandAs<OwnerId>(randomUUID())
  const newest = Date.now()
  const recordOf = (index: number): JobRecord => {
    const runId = brandAs<RunId>(randomUUID())
    const taskId = tasks[index % tasks.length]!
    const createdAt = newest - (count - index) * minute
    return {
      request, process: null,
      run: { id: runId, taskId, callbackId: brandAs('run'), codeHash: null, cacheKey: null, attempt: 1 },
      job: {
        id: brandAs(randomUUID()), runId, taskId, callbackId: brandAs('run'), instance: '', pageId: null, ownerId, createdAt, label: `to ${index}`, priority: 'normal', fresh: false,
        state: { status: 'succeeded', startedAt: createdAt, finishedAt: createdAt + 1_000, from: 'run' },
      },
    }
  }
  for (let index = 0; index < count; index += together) {
    store.jobs.addJobs(Array.from({ length: Math.min(together, count - index) }, (_each, offset) => recordOf(index + offset)))
  }
  store.close()
  giveResults(path.join(folder, 'simmer.db'), request)
}

/** All at once: the store commits each result by itself, as a crash would have it, which takes minutes for so many. */
function giveResults(file: string, value: JobRecord['request']): void {
  const database = new Database(file)
  database.prepare('UPDATE runs SET result = \'value\', value_hash = ?, value_size = ?, took_ms = 1000').run(value.hash, value.size)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}
