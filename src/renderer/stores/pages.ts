import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { TaskId } from '../../shared/brand.ts'
import type { Change } from '../../shared/change.ts'
import { OpenPage } from './open-page.ts'

/*
 * usePages()
 *   open(taskId): Promise<void>      close(taskId): Promise<void>      find(taskId): OpenPage | undefined (reactive)
 * OpenPage: see open-page.ts
 */

/** One reducer state per task open in this window, shown or not. */
export const usePages = defineStore('pages', () => {
  const pages = shallowReactive(new Map<TaskId, OpenPage>())

  async function open(taskId: TaskId): Promise<void> {
    if (pages.has(taskId)) return
    const page = new OpenPage(taskId)
    pages.set(taskId, page)
    await page.open()
  }

  async function close(taskId: TaskId): Promise<void> {
    const page = pages.get(taskId)
    pages.delete(taskId)
    await page?.close()
  }

  function apply(change: Change): void { for (const page of pages.values()) page.apply(change) }

  return { open, close, apply, find: (taskId: TaskId): OpenPage | undefined => pages.get(taskId) }
})
