import { defineStore } from 'pinia'
import { onScopeDispose, shallowReactive, shallowRef } from 'vue'
import type { TaskId } from '../../shared/brand.ts'
import type { Change, Notice } from '../../shared/change.ts'
import type { ErrorInfo } from '../../shared/errors.ts'
import { useJobs } from './jobs.ts'
import { OpenPage } from './open-page.ts'

/*
 * usePages()
 *   open(taskId): Promise<void>      close(taskId): Promise<void>      find(taskId): OpenPage | undefined (reactive)
 * OpenPage: see open-page.ts
 */

/** One reducer state per task open in this window, shown or not. */
export const usePages = defineStore('pages', () => {
  const jobs = useJobs()
  const pages = shallowReactive(new Map<TaskId, OpenPage>())

  const notices = shallowRef<readonly Notice[]>([])

  /** Told once for each text, however often it happens. */
  function report({ message, hint }: ErrorInfo): void {
    const notice: Notice = { id: `page: ${message}`, level: 'error', title: message, text: hint ?? '' }
    notices.value = [...notices.value.filter(({ id }) => id !== notice.id), notice]
  }

  async function open(taskId: TaskId): Promise<void> {
    if (pages.has(taskId)) return
    const page = new OpenPage(taskId, { latestOf: jobs.snapshotOf, report })
    pages.set(taskId, page)
    await page.open()
  }

  async function close(taskId: TaskId): Promise<void> {
    const page = pages.get(taskId)
    pages.delete(taskId)
    await page?.close()
  }

  function apply(change: Change): void {
    for (const page of pages.values()) for (const one of change.change === 'jobs' ? concerning(page, change) : [change]) page.apply(one)
  }

  /** What became of many jobs at once, as far as a page waits for them, or may while it opens. */
  function concerning(page: OpenPage, { jobIds, state }: Extract<Change, { change: 'jobs' }>): readonly Change[] {
    const calls = new Set(page.calls.value.map(({ jobId }) => jobId))
    return jobIds.filter((jobId) => page.state.value === null || calls.has(jobId)).flatMap((jobId): Change[] => {
      const job = jobs.find(jobId)
      return job === undefined ? [] : [{ change: 'job', job: { ...job, state } }]
    })
  }

  function flush(): void { for (const page of pages.values()) page.flush() }
  /** Asks for the jobs of all pages anew, after news were missed. */
  async function resync(): Promise<void> { await Promise.all([...pages.values()].map((page) => page.resync())) }

  // Neither a reload nor a close must lose what the last 100 ms changed; a closed window may not come to hide its page.
  const leaving = ['beforeunload', 'pagehide']
  for (const event of leaving) window.addEventListener(event, flush)
  onScopeDispose(() => { for (const event of leaving) window.removeEventListener(event, flush); for (const page of pages.values()) void page.close() })

  return { notices, open, close, apply, resync, find: (taskId: TaskId): OpenPage | undefined => pages.get(taskId) }
})
