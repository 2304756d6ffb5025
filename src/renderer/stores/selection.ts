import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { brandAs, type TaskId } from '../../shared/brand.ts'
import { isPlainObject } from '../../shared/grouping.ts'
import { usePages } from './pages.ts'

/*
 * useSelection()
 *   tabs: TaskId[] (in tab order)      current: TaskId | null
 *   open(taskId)   shows a task, opening its page where it is not yet        close(taskId)
 *   restore()      opens the tabs that this window had before a reload (called once, after the connection is ready)
 */

const place = 'simmer.tabs'

/** The tasks open in this window, and the one in front. Survives a reload of the window. */
export const useSelection = defineStore('selection', () => {
  const pages = usePages()
  const tabs = ref<TaskId[]>([])
  const current = ref<TaskId | null>(null)

  function open(taskId: TaskId): void {
    if (!tabs.value.includes(taskId)) tabs.value.push(taskId)
    current.value = taskId
    void pages.open(taskId)
  }

  function close(taskId: TaskId): void {
    const at = tabs.value.indexOf(taskId)
    if (at === -1) return
    tabs.value.splice(at, 1)
    if (current.value === taskId) current.value = tabs.value[Math.min(at, tabs.value.length - 1)] ?? null
    void pages.close(taskId)
  }

  function restore(): void {
    const kept = read()
    tabs.value = [...kept.tabs]
    current.value = kept.current ?? kept.tabs[0] ?? null
    for (const taskId of kept.tabs) void pages.open(taskId)
  }

  // flush: 'sync', so that a reload in the same turn finds it.
  watch([tabs, current], () => { sessionStorage.setItem(place, JSON.stringify({ tabs: tabs.value, current: current.value })) }, { deep: true, flush: 'sync' })
  return { tabs, current, open, close, restore }
})

function read(): { readonly tabs: readonly TaskId[]; readonly current: TaskId | null } {
  try {
    const parsed: unknown = JSON.parse(sessionStorage.getItem(place) ?? '{}')
    if (!isPlainObject(parsed) || !Array.isArray(parsed['tabs'])) return { tabs: [], current: null }
    const tabs = parsed['tabs'].filter((tab): tab is string => typeof tab === 'string').map((tab) => brandAs<TaskId>(tab))
    return { tabs, current: tabs.find((tab) => tab === parsed['current']) ?? null }
  } catch { return { tabs: [], current: null } }
}
