import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { TaskId } from '../../shared/brand.ts'
import { isPlainObject } from '../../shared/grouping.ts'
import { usePages } from './pages.ts'
import { isTab, type Tab, tabKey, type ViewName } from './tab.ts'

/*
 * useSelection()
 *   tabs: Tab[] (in their order)                front: Tab | null
 *   current: TaskId | null (the task in front)  view: ViewName | null (the view in front)
 *   open(taskId), openView(name)   shows a task or a view, in the tab that it has already or in a new one
 *   show(tab), closeTab(tab), close(taskId), closeFront()
 *   restore()                      opens the tabs that this window had before a reload (called once, after the connection is ready)
 */

const place = 'simmer.tabs'

/** What is open in this window, and what of it is in front. Survives a reload of the window. */
export const useSelection = defineStore('selection', () => {
  const pages = usePages()
  const tabs = ref<Tab[]>([])
  const frontKey = ref<string | null>(null)
  const front = computed(() => tabs.value.find((tab) => tabKey(tab) === frontKey.value) ?? null)

  function show(tab: Tab): void {
    const key = tabKey(tab)
    if (!tabs.value.some((other) => tabKey(other) === key)) tabs.value.push(tab)
    frontKey.value = key
    if (tab.tab === 'task') void pages.open(tab.taskId)
  }

  function closeTab(tab: Tab): void {
    const key = tabKey(tab)
    const at = tabs.value.findIndex((other) => tabKey(other) === key)
    if (at === -1) return
    tabs.value.splice(at, 1)
    const neighbour = tabs.value[Math.min(at, tabs.value.length - 1)]
    if (frontKey.value === key) frontKey.value = neighbour === undefined ? null : tabKey(neighbour)
    if (tab.tab === 'task') void pages.close(tab.taskId)
  }

  function restore(): void {
    const kept = read()
    tabs.value = [...kept.tabs]
    frontKey.value = kept.tabs.map(tabKey).find((key) => key === kept.front) ?? kept.tabs.map(tabKey)[0] ?? null
    for (const tab of kept.tabs) if (tab.tab === 'task') void pages.open(tab.taskId)
  }

  // flush: 'sync', so that a reload in the same turn finds it.
  watch([tabs, frontKey], () => { sessionStorage.setItem(place, JSON.stringify({ tabs: tabs.value, front: frontKey.value })) }, { deep: true, flush: 'sync' })
  return {
    tabs, front, show, closeTab, restore,
    current: computed(() => (front.value?.tab === 'task' ? front.value.taskId : null)),
    view: computed(() => (front.value?.tab === 'view' ? front.value.view : null)),
    open: (taskId: TaskId): void => { show({ tab: 'task', taskId }) },
    openView: (view: ViewName): void => { show({ tab: 'view', view }) },
    close: (taskId: TaskId): void => { closeTab({ tab: 'task', taskId }) },
    closeFront: (): void => { if (front.value !== null) closeTab(front.value) },
  }
})

function read(): { readonly tabs: readonly Tab[]; readonly front: unknown } {
  try {
    const parsed: unknown = JSON.parse(sessionStorage.getItem(place) ?? '{}')
    if (!isPlainObject(parsed) || !Array.isArray(parsed['tabs'])) return { tabs: [], front: null }
    return { tabs: parsed['tabs'].filter(isTab), front: parsed['front'] }
  } catch { return { tabs: [], front: null } }
}
