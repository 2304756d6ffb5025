import type { TaskSummary } from '../../../shared/task.ts'

/** Tasks of one subfolder, '' for the folder itself. */
export interface TaskGroup { readonly name: string; readonly tasks: readonly TaskSummary[] }

/** Tasks by the subfolder that they lie in: the folder's own first, then by name. */
export function taskGroups(tasks: readonly TaskSummary[]): readonly TaskGroup[] {
  const groups = new Map<string, TaskSummary[]>()
  for (const task of tasks) {
    const name = task.path.split('/').slice(0, -1).join('/')
    const known = groups.get(name)
    if (known === undefined) groups.set(name, [task])
    else known.push(task)
  }
  return [...groups].map(([name, members]) => ({ name, tasks: members })).sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

/** The groups with their first tasks, `count` in all. */
export function firstTasks(groups: readonly TaskGroup[], count: number): readonly TaskGroup[] {
  let left = count
  return groups.flatMap((group) => {
    const tasks = group.tasks.slice(0, Math.max(0, left))
    left -= tasks.length
    return tasks.length === 0 ? [] : [{ ...group, tasks }]
  })
}
