import type { CallbackCall } from '../../shared/change.ts'
import { AppError } from '../../shared/errors.ts'
import type { CallbackDescriptor } from '../../shared/task.ts'
import type { RunnableTask } from './ports.ts'

/** The long callback that a call names. Throws SCRIPT_CHANGED where the script has none of that id. */
export function findCallback(task: RunnableTask, call: Pick<CallbackCall, 'callbackId'>): CallbackDescriptor {
  const callback = task.descriptor.callbacks.find(({ id }) => id === call.callbackId)
  if (callback?.kind === 'long') return callback
  throw new AppError('SCRIPT_CHANGED', `The script ${task.relativePath} has no long callback "${call.callbackId}" any more`, { hint: 'Reload the page: the script has changed.' })
}
