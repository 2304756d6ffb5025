import { realpathSync } from 'node:fs'
import path from 'node:path'
import type { FolderId, TaskId } from '../../shared/brand.ts'
import type { Change } from '../../shared/change.ts'
import { AppError, fromErrorInfo } from '../../shared/errors.ts'
import type { FolderSummary, TaskSummary } from '../../shared/task.ts'
import type { RunnableTask, SettingsStore, TaskSource } from '../engine/ports.ts'
import { FolderKeeper } from './folder-keeper.ts'
import { lookAtFolder } from './folder-state.ts'
import type { CheckTools } from './script-check.ts'
import { type FolderTools, TaskFolder } from './task-folder.ts'
import type { TaskEntry } from './task-entry.ts'
import { readPaths, TrustBook } from './trust-book.ts'

export type CatalogChange = Extract<Change, { readonly change: 'task' | 'taskGone' | 'folders' }>

export interface CatalogOptions extends CheckTools {
  readonly settings: SettingsStore
  /** Folders that are always listed. */
  readonly folders: readonly string[]
  /** Folders whose scripts run without asking: the repository's, and those the app made. */
  readonly trusted: readonly string[]
  /** Watches the folders and looks at scripts ahead of being asked. A terminal does neither. */
  readonly live: boolean
  readonly emit: (change: CatalogChange) => void
}

const settingName = 'folders'

/** The folders of scripts and their tasks, as they stand. Untrusted scripts are listed by name, and nothing of them is run. */
export class Catalog implements TaskSource, AsyncDisposable {
  readonly #options: CatalogOptions
  readonly #tools: FolderTools
  readonly #keepers: FolderKeeper[] = []

  constructor(options: CatalogOptions) {
    this.#options = options
    this.#tools = {
      bundler: options.bundler, describer: options.describer, descriptors: options.descriptors,
      trust: new TrustBook(options.settings, options.trusted.map(realPathOf)),
      events: {
        task: (task) => { options.emit({ change: 'task', task }) },
        taskGone: (taskId) => { options.emit({ change: 'taskGone', taskId }) },
      },
    }
  }

  /** Lists the folders' tasks. Resolves before scripts are looked at: each tells by a change when it was. */
  async start(): Promise<void> {
    const wanted = [...this.#options.folders, ...readPaths(this.#options.settings, settingName)]
    for (const folder of new Set(wanted.map((each) => path.resolve(each)))) await this.#open(folder)
    this.#tellFolders()
    // Old bundles only cost room: that they cannot be removed harms nothing.
    if (this.#options.live) void this.#options.bundler.prune().catch(() => undefined)
  }

  get folders(): readonly FolderSummary[] { return this.#keepers.map(({ folder }) => folder.summary) }
  get tasks(): readonly TaskSummary[] { return this.#keepers.flatMap(({ folder }) => folder.entries.map(({ summary }) => summary)) }

  /** Throws NOT_TRUSTED, SCRIPT_MISSING, SCRIPT_BROKEN, SCRIPT_REFUSED … as the script stands now. */
  async runnable(taskId: TaskId): Promise<RunnableTask> { return this.#entry(taskId).runnable() }

  /** The script of a task, absolute. */
  fileOf(taskId: TaskId): string { return this.#entry(taskId).file }

  /** True for paths inside of a listed folder. */
  hasFile(file: string): boolean {
    return this.#keepers.some(({ folder }) => [folder.path, folder.realPath].some((root) => path.resolve(file).startsWith(root + path.sep)))
  }

  /** Resolves when every trusted script was looked at. */
  async checkAll(): Promise<void> { await Promise.all(this.#keepers.map((keeper) => keeper.checkAll())) }

  /** Lists a folder from now on (`remember`: also after a restart). Throws FOLDER_MISSING or REFUSED where it cannot be read. */
  async addFolder(given: string, { remember = true }: { readonly remember?: boolean } = {}): Promise<FolderSummary> {
    const found = await lookAtFolder(given)
    if (found.state !== 'ok') throw fromErrorInfo(found.error)
    const known = this.#keepers.find(({ folder }) => folder.realPath === found.realPath)
    if (known !== undefined) return known.folder.summary
    const keeper = await this.#open(path.resolve(given))
    if (remember) this.#remember((kept) => [...kept, keeper.folder.path])
    this.#tellFolders()
    return keeper.folder.summary
  }

  /** Takes a folder off the list. Its files stay. Throws REFUSED for those that are always listed. */
  async removeFolder(folderId: FolderId): Promise<void> {
    const keeper = this.#keeper(folderId)
    if (this.#options.folders.some((each) => path.resolve(each) === keeper.folder.path)) {
      throw new AppError('REFUSED', `${keeper.folder.path} is Simmer's own tasks folder and stays on the list`)
    }
    this.#keepers.splice(this.#keepers.indexOf(keeper), 1)
    this.#remember((kept) => kept.filter((each) => path.resolve(each) !== keeper.folder.path))
    await keeper[Symbol.asyncDispose]()
    keeper.folder.clear()
    this.#tellFolders()
  }

  /** Lets the scripts of a folder run as the user, from now on. */
  async trustFolder(folderId: FolderId): Promise<void> {
    const keeper = this.#keeper(folderId)
    this.#tools.trust.add(keeper.folder.realPath)
    // A folder inside of this one is trusted with it.
    await Promise.all(this.#keepers.map((each) => each.renew()))
    this.#tellFolders()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#keepers.splice(0).map((keeper) => keeper[Symbol.asyncDispose]()))
  }

  async #open(given: string): Promise<FolderKeeper> {
    const folder = await TaskFolder.open(given, this.#tools)
    const keeper = new FolderKeeper(folder, { live: this.#options.live, changed: () => { this.#tellFolders() } })
    this.#keepers.push(keeper)
    keeper.start()
    return keeper
  }

  #tellFolders(): void { this.#options.emit({ change: 'folders', folders: this.folders }) }

  #remember(change: (kept: readonly string[]) => readonly string[]): void {
    this.#options.settings.write(settingName, change(readPaths(this.#options.settings, settingName)))
  }

  #keeper(folderId: FolderId): FolderKeeper {
    const keeper = this.#keepers.find(({ folder }) => folder.id === folderId)
    if (keeper === undefined) throw new AppError('NOT_FOUND', 'This folder is not on the list')
    return keeper
  }

  #entry(taskId: TaskId): TaskEntry {
    const entry = this.#keepers.map(({ folder }) => folder.entry(taskId)).find((each) => each !== undefined)
    if (entry === undefined) throw new AppError('SCRIPT_MISSING', `There is no task ${taskId.slice(taskId.indexOf('/') + 1)}`, { hint: 'Its file was moved, renamed or removed.' })
    return entry
  }
}

function realPathOf(folder: string): string {
  try { return realpathSync(folder) } catch { return path.resolve(folder) }
}
