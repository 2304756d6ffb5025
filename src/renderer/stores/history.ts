import { defineStore } from 'pinia'
import { computed, reactive, shallowRef, watch } from 'vue'
import type { JobId, TaskId } from '../../shared/brand.ts'
import type { Change } from '../../shared/change.ts'
import { type ErrorInfo, toErrorInfo } from '../../shared/errors.ts'
import type { HistoryPage, HistoryQuery, HistoryRow, HistoryTask } from '../../shared/history.ts'
import { isEnded } from '../../shared/job.ts'
import type { Outcome } from '../../shared/outcome.ts'
import { api } from '../api.ts'
import { keptFilter, keepFilter } from './kept-filter.ts'

/*
 * useHistory()
 *   filter: { taskId, outcomes, words }                 (write it; rows follow)
 *   rows: readonly HistoryRow[] (newest end first, as far as read)      status: 'idle' | 'reading' | 'read' | 'failed'   error
 *   more: boolean        loadMore(): Promise<void>       unindexed: number (runs that filters do not know of yet)
 *   tasks: readonly HistoryTask[]                       openedId: JobId | null (the run that is looked at; write it)
 *   begin(), end()       while a view of it is drawn
 */

export interface HistoryFilter { taskId: TaskId | null; outcomes: readonly Outcome[]; words: string }
/** ms between two looks for what ended meanwhile: bursts of ends are one look. */
const lookAfter = 400

/** Runs that have ended, as this window looks at them. */
export const useHistory = defineStore('history', () => {
  const filter = reactive<HistoryFilter>(keptFilter())
  const rows = shallowRef<readonly HistoryRow[]>([])
  const tasks = shallowRef<readonly HistoryTask[]>([])
  const next = shallowRef<number | null>(null)
  const unindexed = shallowRef(0)
  const status = shallowRef<'idle' | 'reading' | 'read' | 'failed'>('idle')
  const error = shallowRef<ErrorInfo | null>(null)
  const openedId = shallowRef<JobId | null>(null)
  let viewers = 0
  let asked = 0
  let looking: ReturnType<typeof setTimeout> | undefined

  const query = (before: number | null): HistoryQuery => ({ taskId: filter.taskId, outcomes: [...filter.outcomes], words: filter.words.slice(0, 1_000), before })

  /** Asks, and takes the answer unless something else was asked meanwhile. */
  async function ask(before: number | null, take: (page: HistoryPage) => void): Promise<void> {
    asked += 1
    const mine = asked
    status.value = 'reading'
    try {
      const page = await api.history(query(before))
      if (mine !== asked) return
      take(page)
      unindexed.value = page.unindexed
      status.value = 'read'
      error.value = null
      if (page.unindexed > 0) lookLater()
    } catch (thrown) {
      if (mine !== asked) return
      error.value = toErrorInfo(thrown)
      status.value = 'failed'
    }
  }
  const load = (): Promise<void> => ask(null, (page) => { rows.value = page.rows; next.value = page.next })
  async function loadMore(): Promise<void> {
    if (next.value === null || status.value === 'reading') return
    await ask(next.value, (page) => { rows.value = [...rows.value, ...page.rows]; next.value = page.next })
  }
  /** What ended since comes on top; what was scrolled to stays. */
  async function look(): Promise<void> {
    await ask(null, (page) => {
      const last = page.rows.at(-1)?.ordinal ?? 0
      const older = rows.value.filter(({ ordinal }) => ordinal < last)
      rows.value = [...page.rows, ...older]
      if (older.length === 0) next.value = page.next
    })
    tasks.value = await api.historyTasks().catch(() => tasks.value)
  }
  function lookLater(): void {
    if (viewers === 0) return
    looking ??= setTimeout(() => { looking = undefined; void look() }, lookAfter)
  }

  watch(filter, () => { keepFilter(filter); if (viewers > 0) void load() })

  function apply(change: Change): void {
    if (change.change === 'job' && isEnded(change.job.state)) lookLater()
    if (change.change !== 'run') return
    const { jobId, what } = change
    if (what === 'restored') lookLater()
    else if (what === 'removed') rows.value = rows.value.filter(({ job }) => job.id !== jobId)
    else rows.value = rows.value.map((row) => (row.job.id === jobId ? { ...row, pinned: what === 'pinned' } : row))
  }

  return {
    filter, rows, tasks, unindexed, status, error, openedId, apply, loadMore, load,
    more: computed(() => next.value !== null),
    begin: (): void => {
      viewers += 1
      if (viewers === 1) void load().then(async () => { tasks.value = await api.historyTasks() }).catch(() => undefined)
    },
    end: (): void => {
      viewers -= 1
      clearTimeout(looking)
      looking = undefined
    },
  }
})
