import type { TaskId } from '../../shared/brand.ts'
import { isPlainObject } from '../../shared/grouping.ts'

/** Views of the app's own that stand beside the tasks' pages; components/views/views.ts says what each is. */
export const viewNames = ['history', 'cache'] as const
export type ViewName = typeof viewNames[number]

/** What one tab of the workspace shows. */
export type Tab = { readonly tab: 'task'; readonly taskId: TaskId } | { readonly tab: 'view'; readonly view: ViewName }

/** Equal for two tabs that show the same. */
export function tabKey(tab: Tab): string {
  return tab.tab === 'task' ? `task ${tab.taskId}` : `view ${tab.view}`
}

/** A tab as it was kept; anything else is none. */
export function isTab(kept: unknown): kept is Tab {
  if (!isPlainObject(kept)) return false
  return kept['tab'] === 'task' ? typeof kept['taskId'] === 'string' : kept['tab'] === 'view' && viewNames.some((name) => name === kept['view'])
}
