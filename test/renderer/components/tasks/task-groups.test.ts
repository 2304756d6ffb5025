import { describe, expect, test } from 'vitest'
import { firstTasks, taskGroups } from '../../../../src/renderer/components/tasks/task-groups.ts'
import { brandAs, type FolderId, type TaskId } from '../../../../src/shared/brand.ts'
import type { TaskSummary } from '../../../../src/shared/task.ts'

const folder = brandAs<FolderId>('folder')
const task = (path: string): TaskSummary => ({
  id: brandAs<TaskId>(`folder/${path}`), folder, path, title: path, description: null, state: 'ready', codeHash: null, error: null,
})
const groups = taskGroups(['b/1.ts', 'b/2.ts', 'c.ts', 'a/1.ts', 'a/2.ts'].map(task))
const named = (found: typeof groups): readonly (readonly [string, readonly string[]])[] => found.map(({ name, tasks }) => [name, tasks.map(({ path }) => path)])

describe('The groups of a tasks folder', () => {
  test('are its subfolders by name, after what lies in it', () => {
    expect(named(groups)).toEqual([['', ['c.ts']], ['a', ['a/1.ts', 'a/2.ts']], ['b', ['b/1.ts', 'b/2.ts']]])
  })

  test('P11 can be cut after so many tasks, without an empty group', () => {
    expect(named(firstTasks(groups, 2))).toEqual([['', ['c.ts']], ['a', ['a/1.ts']]])
    expect(named(firstTasks(groups, 3))).toEqual([['', ['c.ts']], ['a', ['a/1.ts', 'a/2.ts']]])
    expect(firstTasks(groups, Number.POSITIVE_INFINITY)).toEqual(groups)
  })
})
