import type { RequestHandlers } from './request-handlers.ts'
import type { Session } from './session.ts'

type QueueRequest = 'triggerMany' | 'cancelQueued' | 'editQueue' | 'setQueueMode'

/** Answers what windows ask of the queue as a whole. */
export function queueHandlers({ engine, store }: Session): Pick<RequestHandlers, QueueRequest> {
  return {
    triggerMany: async (_windowId, calls) => {
      const reply = await engine.triggerMany(calls)
      return reply.reply === 'refused' ? reply : { reply: 'queued', queued: reply.jobs.length, cached: reply.cached.length }
    },
    cancelQueued: (_windowId, taskId) => {
      const jobs = store.jobs.queuedJobs().filter((job) => taskId === null || job.taskId === taskId).map(({ id }) => id)
      engine.queue.cancel(jobs, 'user')
      return jobs.length
    },
    editQueue: (_windowId, edit) => { engine.queue.edit(edit) },
    setQueueMode: (_windowId, mode) => { engine.queue.setMode(mode) },
  }
}
