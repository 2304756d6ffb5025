import { useToast } from '@nuxt/ui/composables'
import { until } from '@vueuse/core'
import type { JobId, TaskId } from '../../../../shared/brand.ts'
import { toErrorInfo } from '../../../../shared/errors.ts'
import { isPlainObject } from '../../../../shared/grouping.ts'
import { api } from '../../../api.ts'
import { useHistory } from '../../../stores/history.ts'
import type { OpenPage } from '../../../stores/open-page.ts'
import { usePages } from '../../../stores/pages.ts'
import { useSelection } from '../../../stores/selection.ts'
import { loadValues } from '../../form/load-values.ts'
import { runPage } from '../../page/run-page.ts'

/** A run that has ended, as its actions need it. */
export interface ActedRun { readonly id: JobId; readonly taskId: TaskId }
/** What can be done with a run that has ended. Each says by itself what went wrong. */
export interface RunActions {
  open(run: ActedRun): void
  loadInputs(run: ActedRun): Promise<void>
  runAgain(run: ActedRun): Promise<void>
  pin(run: ActedRun, pinned: boolean): Promise<void>
  remove(run: ActedRun): Promise<void>
}

export function useRunActions(): RunActions {
  const history = useHistory()
  const selection = useSelection()
  const pages = usePages()
  const toast = useToast()

  async function attempt(title: string, act: () => Promise<unknown>): Promise<void> {
    try { await act() } catch (thrown) {
      const { message, hint } = toErrorInfo(thrown)
      toast.add({ title, description: [message, hint].filter((text) => text !== undefined).join('. '), color: 'error' })
    }
  }

  /** The page of the run's task, in front, with its inputs in the form; null where it has no form, or cannot be shown. */
  async function loaded({ id, taskId }: ActedRun): Promise<OpenPage | null> {
    const [record, described] = await Promise.all([api.runRecord(id), api.describeTask(taskId)])
    if ((described?.descriptor.params ?? null) === null) return null
    const values = record?.inputs?.args[1]
    selection.open(taskId)
    const page = pages.find(taskId)
    if (page === undefined) return null
    await until(page.status).not.toBe('opening')
    return loadValues(page, isPlainObject(values) ? values : {}) ? page : null
  }

  return {
    open: ({ id }) => {
      history.openedId = id
      selection.openView('history')
    },
    loadInputs: (run) => attempt('The inputs were not loaded', async () => {
      if (await loaded(run) !== null) return
      selection.open(run.taskId)
      toast.add({ title: 'This task has no form', description: 'Its inputs are parts of its page. Run again runs it with the same ones.', color: 'neutral' })
    }),
    runAgain: (run) => attempt('The run did not start', async () => {
      const page = await loaded(run)
      if (page !== null) { runPage(page); return }
      const { reply } = await api.runAgain(run.id)
      toast.add({ title: reply === 'cached' ? 'The result was in the cache' : 'Running again', description: 'What comes of it is in Activity and History.', color: 'neutral' })
    }),
    pin: ({ id }, pinned) => attempt(pinned ? 'The run was not pinned' : 'The run is still pinned', () => api.pinRun({ jobId: id, pinned })),
    remove: ({ id }) => attempt('The run was not deleted', async () => {
      await api.removeRun(id)
      if (history.openedId === id) history.openedId = null
      toast.add({
        title: 'Run deleted', color: 'neutral',
        actions: [{ label: 'Undo', color: 'neutral', variant: 'outline', onClick: () => { void attempt('The run is not back', () => api.restoreRun(id)) } }],
      })
    }),
  }
}
