import { defineStore } from 'pinia'
import { computed, shallowReactive, shallowRef } from 'vue'
import type { FolderId, TaskId } from '../../shared/brand.ts'
import type { Change } from '../../shared/change.ts'
import type { Snapshot } from '../../shared/contract.ts'
import type { FolderSummary, TaskSummary } from '../../shared/task.ts'
import { api } from '../api.ts'

/*
 * useTasks()
 *   folders: readonly FolderSummary[]               list: readonly TaskSummary[] (by folder, then path)
 *   find(taskId): TaskSummary | undefined           tasksOf(folderId): readonly TaskSummary[]
 *   addFolder(): Promise<FolderSummary | null>      removeFolder(id)   trustFolder(id): Promise<void>
 */

/** The folders and the tasks in them, as main last told. */
export const useTasks = defineStore('tasks', () => {
  const folders = shallowRef<readonly FolderSummary[]>([])
  const byId = shallowReactive(new Map<TaskId, TaskSummary>())
  const list = computed(() => [...byId.values()].sort(byPlace))

  function load(snapshot: Snapshot): void {
    folders.value = snapshot.folders
    byId.clear()
    for (const task of snapshot.tasks) byId.set(task.id, task)
  }

  function apply(change: Change): void {
    if (change.change === 'folders') folders.value = change.folders
    if (change.change === 'task') byId.set(change.task.id, change.task)
    if (change.change === 'taskGone') byId.delete(change.taskId)
  }

  return {
    folders, list, load, apply,
    find: (taskId: TaskId): TaskSummary | undefined => byId.get(taskId),
    tasksOf: (folder: FolderId): readonly TaskSummary[] => list.value.filter((task) => task.folder === folder),
    addFolder: (): Promise<FolderSummary | null> => api.addFolder(),
    removeFolder: (folder: FolderId): Promise<void> => api.removeFolder(folder),
    trustFolder: (folder: FolderId): Promise<void> => api.trustFolder(folder),
  }
})

/** Made once: a list of hundreds is sorted at every change of one, and `localeCompare` would make it for each pair. */
const paths = new Intl.Collator('en')

function byPlace(one: TaskSummary, other: TaskSummary): number {
  return one.folder === other.folder ? paths.compare(one.path, other.path) : one.folder < other.folder ? -1 : 1
}
