import type { CallbackCall } from '../../shared/change.ts'
import type { LightReply } from '../../shared/contract.ts'
import { AppError, type ErrorInfo } from '../../shared/errors.ts'
import { isNoUpdateMark } from '../../shared/protocol.ts'
import type { RunnableTask } from '../engine/ports.ts'
import type { Session } from './session.ts'

/** Runs a light callback in its task's page host; a failure is an answer, with what `onError` gave instead (F4). */
export async function callLight({ catalog, pageHosts }: Session, call: CallbackCall): Promise<LightReply> {
  const task = await catalog.runnable(call.taskId)
  const callback = task.descriptor.callbacks.find(({ id }) => id === call.callbackId)
  if (callback?.kind !== 'light') throw new AppError('SCRIPT_CHANGED', `The script has no light callback "${call.callbackId}" any more`, { hint: 'Reload the page: the script has changed.' })
  const answer = await pageHosts.call(task.bundle, { call: 'light', callbackId: callback.id, args: call.args, context: call.context })
  if (answer.ok) return isNoUpdateMark(answer.value) ? { reply: 'noUpdate' } : { reply: 'value', value: answer.value }
  const instead = callback.hasOnError ? await insteadOf(task, call, { pageHosts, error: answer.error }) : null
  return { reply: 'failed', error: answer.error, instead }
}

interface Failed { readonly pageHosts: Session['pageHosts']; readonly error: ErrorInfo }

async function insteadOf(task: RunnableTask, call: CallbackCall, { pageHosts, error }: Failed): Promise<{ readonly value: unknown } | null> {
  const answer = await pageHosts.call(task.bundle, { call: 'onError', callbackId: call.callbackId, error })
  return answer.ok ? { value: answer.value } : null
}
