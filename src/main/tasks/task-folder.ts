import path from 'node:path'
import type { FolderId, TaskId } from '../../shared/brand.ts'
import type { FolderSummary, TaskSummary } from '../../shared/task.ts'
import { findConfig } from './find-config.ts'
import { findTaskFiles } from './find-task-files.ts'
import { folderIdOf, taskIdOf } from './folder-id.ts'
import { type FolderState, lookAtFolder } from './folder-state.ts'
import type { CheckTools } from './script-check.ts'
import { TaskEntry } from './task-entry.ts'
import type { TrustBook } from './trust-book.ts'

export interface FolderEvents {
  task(summary: TaskSummary): void
  taskGone(taskId: TaskId): void
}
export interface FolderTools extends CheckTools { readonly trust: TrustBook; readonly events: FolderEvents }

/** One folder of scripts as it stands, and its tasks. */
export class TaskFolder {
  readonly path: string
  readonly #tools: FolderTools
  readonly #entries = new Map<TaskId, TaskEntry>()
  #found: FolderState

  private constructor(folder: string, found: FolderState, tools: FolderTools) {
    this.path = folder
    this.#found = found
    this.#tools = tools
  }

  /** Looks at a folder and lists its tasks, without looking into them. */
  static async open(folder: string, tools: FolderTools): Promise<TaskFolder> {
    const opened = new TaskFolder(path.resolve(folder), await lookAtFolder(folder), tools)
    await opened.scan()
    return opened
  }

  get id(): FolderId { return folderIdOf(this.#found.realPath) }
  get realPath(): string { return this.#found.realPath }
  /** What the folder is on disk; null while it is not there or cannot be read. */
  get identity(): string | null { return this.#found.state === 'ok' ? this.#found.identity : null }
  get trusted(): boolean { return this.#tools.trust.has(this.#found.realPath) }
  get entries(): readonly TaskEntry[] { return [...this.#entries.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) }
  entry(taskId: TaskId): TaskEntry | undefined { return this.#entries.get(taskId) }

  get summary(): FolderSummary {
    return {
      id: this.id, path: this.path, name: path.basename(this.path) || this.path, trusted: this.trusted,
      state: this.#found.state, error: this.#found.state === 'ok' ? null : this.#found.error,
    }
  }

  /** Lists the tasks anew: new ones appear, vanished ones go. */
  async scan(): Promise<void> {
    this.#found = await lookAtFolder(this.path)
    // A folder that vanishes between the look and the walk has no tasks either; the next look says why.
    const names = this.identity !== null ? await findTaskFiles(this.realPath).catch(() => []) : []
    const configs = await Promise.all(names.map((name) => findConfig(this.realPath, path.join(this.realPath, name))))
    const found = new Map(names.map((name, index) => [taskIdOf(this.id, name), { name, config: configs[index] ?? null }]))
    for (const id of [...this.#entries.keys()]) {
      if (found.has(id)) continue
      this.#entries.delete(id)
      this.#tools.events.taskGone(id)
    }
    for (const [id, { name, config }] of found) this.#place(id, name, config)
  }

  /** Forgets all tasks, saying so. */
  clear(): void {
    for (const id of this.#entries.keys()) this.#tools.events.taskGone(id)
    this.#entries.clear()
  }

  #place(id: TaskId, relativePath: string, config: string | null): void {
    const { trusted } = this
    const known = this.#entries.get(id)
    if (known !== undefined) {
      known.place(trusted, config)
      return
    }
    const entry = new TaskEntry({ folderId: this.id, folder: this.realPath, relativePath }, this.#tools, { trusted, config, changed: (summary) => { this.#tools.events.task(summary) } })
    this.#entries.set(id, entry)
    this.#tools.events.task(entry.summary)
  }
}
