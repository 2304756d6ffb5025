import type { JobId } from '../../shared/brand.ts'
import { AppError } from '../../shared/errors.ts'
import type { RequestHandlers } from './request-handlers.ts'
import type { Session } from './session.ts'

type HistoryRequest = 'history' | 'historyTasks' | 'runRecord' | 'pinRun' | 'removeRun' | 'restoreRun' | 'runAgain'

/** Answers what windows ask of runs that have ended. What one window changes, all are told. */
export function historyHandlers({ board, clock, engine, store: { history } }: Session): Pick<RequestHandlers, HistoryRequest> {
  return {
    history: (_windowId, query) => history.page(query),
    historyTasks: () => history.tasks(),
    runRecord: (_windowId, jobId) => history.record(jobId) ?? null,
    pinRun: (_windowId, { jobId, pinned }) => {
      if (!history.pin(jobId, pinned)) throw goneRun()
      board.send({ change: 'run', jobId, what: pinned ? 'pinned' : 'unpinned' })
    },
    removeRun: (_windowId, jobId) => {
      if (!history.hide(jobId, clock.now())) throw notRemoved(jobId)
      board.send({ change: 'run', jobId, what: 'removed' })
    },
    restoreRun: (_windowId, jobId) => {
      if (!history.hide(jobId, null)) throw goneRun()
      board.send({ change: 'run', jobId, what: 'restored' })
    },
    runAgain: async (_windowId, jobId) => {
      const record = history.record(jobId)
      if (record === undefined) throw goneRun()
      if (record.inputs === null) throw new AppError('NOT_FOUND', 'The inputs of this run are lost or damaged on the disk')
      const { taskId, callbackId, instance } = record.row.job
      return engine.trigger({ taskId, callbackId, instance, pageId: null, ...record.inputs, fresh: false })
    },
  }

  function notRemoved(jobId: JobId): AppError {
    return history.record(jobId) === undefined ? goneRun() : new AppError('REFUSED', 'A pinned run is not deleted', { hint: 'Unpin it first.' })
  }
}

function goneRun(): AppError {
  return new AppError('NOT_FOUND', 'This run is not in history any more', { hint: 'It was deleted, or was beyond the limits of what is kept.' })
}
