import type { OwnerId } from '../../shared/brand.ts'
import type { CallbackCall } from '../../shared/change.ts'
import { type Job, newlyQueued } from '../../shared/job.ts'
import { needsOf } from '../../shared/queue/needs.ts'
import type { CallbackDescriptor } from '../../shared/task.ts'
import { callLabel } from './call-label.ts'
import type { Clock, Ids, RunnableTask } from './ports.ts'

/** A job for one call, with a run of its own, that has yet to be saved. */
export function newJob({ clock, ids, ownerId }: { readonly clock: Clock; readonly ids: Ids; readonly ownerId: OwnerId }, call: CallbackCall, { task, callback }: { readonly task: RunnableTask; readonly callback: CallbackDescriptor }): Job {
  const needs = needsOf(callback, task.descriptor.resources)
  return {
    id: ids.job(), runId: ids.run(), taskId: call.taskId, callbackId: callback.id, instance: call.instance, pageId: call.pageId,
    ownerId, createdAt: clock.now(), label: callLabel(callback, call.args), priority: callback.priority, fresh: call.fresh,
    ...(needs === undefined ? {} : { needs }), state: newlyQueued,
  }
}
