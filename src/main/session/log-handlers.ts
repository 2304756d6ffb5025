import type { JobId, RunId } from '../../shared/brand.ts'
import type { ExportRequest } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { safeFileName } from '../../shared/safe-file-name.ts'
import type { LogReading } from '../store/logs/log-reading.ts'
import { searchLog } from '../store/logs/search-log.ts'
import type { Desks, RequestHandlers } from './request-handlers.ts'
import type { Session } from './session.ts'

type LogRequest = 'logExtent' | 'leaveLog' | 'logLines' | 'searchLog' | 'saveLog'
interface Places extends Pick<Desks, 'exports' | 'logs'> { readonly askWhere: (windowId: number, request: ExportRequest) => Promise<string | null> }

/** Jobs whose runs are remembered: a view asks for its lines again and again. */
const remembered = 100

/** Answers what windows ask of logs: lines by number, never the whole. */
export function logHandlers({ engine, store }: Session, { exports, logs, askWhere }: Places): Pick<RequestHandlers, LogRequest> {
  const runs = new Map<JobId, RunId>()
  const searches = new Map<number, AbortController>()

  function runOf(jobId: JobId): RunId {
    const known = runs.get(jobId)
    if (known !== undefined) return known
    const job = (engine.snapshotOf(jobId) ?? store.jobs.find(jobId))?.job
    if (job === undefined) throw new AppError('NOT_FOUND', 'This run is not in history any more')
    if (runs.size >= remembered) runs.clear()
    runs.set(jobId, job.runId)
    return job.runId
  }
  const readingOf = (jobId: JobId): LogReading => store.logs.reading(runOf(jobId))

  return {
    logExtent: (windowId, jobId) => {
      // First: what comes while it is read is told twice rather than never.
      logs.watchLog(windowId, jobId)
      return readingOf(jobId).extent()
    },
    leaveLog: (windowId, jobId) => { logs.leaveLog(windowId, jobId) },
    logLines: (_windowId, { jobId, from, to }) => readingOf(jobId).lines(from, to),
    searchLog: async (windowId, search) => {
      searches.get(windowId)?.abort()
      const controller = new AbortController()
      searches.set(windowId, controller)
      try { return { lines: await searchLog(readingOf(search.jobId), search, controller.signal) } } finally {
        if (searches.get(windowId) === controller) searches.delete(windowId)
      }
    },
    saveLog: async (windowId, jobId) => {
      const reading = readingOf(jobId)
      const job = (engine.snapshotOf(jobId) ?? store.jobs.find(jobId))?.job
      const name = safeFileName(`${job?.label === undefined || job.label === '' ? 'run' : job.label}.log`)
      const target = await askWhere(windowId, { title: 'Save the log', name, extensions: ['log', 'txt'] })
      if (target === null) return null
      const exportId = await exports.begin(windowId, target)
      for (const text of reading.printed()) await exports.write(windowId, exportId, text)
      await exports.end(windowId, exportId, true)
      return target
    },
  }
}
