import type { TaskId } from '../../shared/brand.ts'
import type { CallbackCall } from '../../shared/change.ts'
import type { ParamSpecs } from '../../shared/params.ts'
import { formValues } from '../engine/form-call.ts'
import { formProblems } from '../engine/form-problems.ts'
import { unsavedNotice } from '../engine/unsaved-notice.ts'
import type { RequestHandlers } from './request-handlers.ts'
import type { Session } from './session.ts'

type FormRequest = 'presets' | 'savePreset' | 'renamePreset' | 'deletePreset'

/** Answers what forms ask beside triggers: their presets. */
export function formHandlers({ catalog, forms }: Session): Pick<RequestHandlers, FormRequest> {
  const paramsOf = async (taskId: TaskId): Promise<ParamSpecs> => (await catalog.runnable(taskId)).descriptor.params ?? {}
  return {
    presets: (_windowId, taskId) => forms.presets(taskId),
    savePreset: async (_windowId, { taskId, ...preset }) => { forms.save(taskId, await paramsOf(taskId), preset) },
    renamePreset: (_windowId, { taskId, name, to }) => { forms.rename(taskId, name, to) },
    deletePreset: (_windowId, { taskId, name }) => { forms.remove(taskId, name) },
  }
}

/** Every problem of a form's values. */
export async function checkForm({ catalog, pageHosts }: Session, { taskId, values }: Parameters<RequestHandlers['checkForm']>[1]): ReturnType<typeof formProblems> {
  return formProblems(await catalog.runnable(taskId), values, pageHosts)
}

/** Keeps what a form was run with, once whoever pressed Run has the answer (P2). */
export function rememberRun({ board, catalog, forms }: Session, call: CallbackCall): void {
  const values = formValues(call.args)
  if (values === undefined) return
  setImmediate(() => {
    void catalog.runnable(call.taskId).then(({ descriptor: { params } }) => {
      if (params !== null) forms.remember(call.taskId, params, values)
    }).catch((thrown: unknown) => { board.send(unsavedNotice(thrown)) })
  })
}
