import path from 'node:path'
import { type FSWatcher, watch } from 'chokidar'
import { mostFolders, walkDepth } from './find-task-files.ts'
import { isSkippedFolder, loaderOf } from './script-extensions.ts'

/** Changes that come within this many ms are told at once: editors write a file in several steps. */
const settle = 60

/** Tells when scripts of a folder, or files that they import from elsewhere, come, change or go. */
export class FolderWatch implements AsyncDisposable {
  readonly #watcher: FSWatcher
  readonly #told: () => void
  readonly #extra = new Set<string>()
  readonly #folders = new Set<string>()
  readonly #ready: Promise<void>
  #giveUp: () => void = () => undefined
  #timer: NodeJS.Timeout | undefined

  /** `told` is called after something changed. */
  constructor(folder: string, told: () => void) {
    this.#told = told
    this.#watcher = watch(folder, {
      ignoreInitial: true, depth: walkDepth + 1, followSymlinks: true,
      ignored: (file, found) => file !== folder && (
        (found?.isDirectory() === true && !this.#takes(file))
        || (found?.isFile() === true && loaderOf(file) === undefined && !this.#extra.has(file))),
    })
    this.#ready = new Promise((resolve) => {
      this.#watcher.once('ready', resolve)
      this.#giveUp = resolve
    })
    this.#watcher.on('all', () => { this.#note() })
    // A folder that goes away while it is watched: what is left is looked at.
    this.#watcher.on('error', () => { this.#note() })
  }

  /** Resolves once changes are noticed, or the watch has ended. */
  ready(): Promise<void> { return this.#ready }

  /** Watches files too that lie elsewhere, or are no scripts. */
  follow(files: readonly string[]): void {
    const fresh = files.filter((file) => !this.#extra.has(file))
    for (const file of fresh) this.#extra.add(file)
    if (fresh.length > 0) this.#watcher.add(fresh)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer)
    // A watcher that is closed before it was ready never tells that it is.
    this.#giveUp()
    await this.#watcher.close()
  }

  #takes(folder: string): boolean {
    if (isSkippedFolder(path.basename(folder))) return false
    if (this.#folders.size < mostFolders) this.#folders.add(folder)
    return this.#folders.has(folder)
  }

  #note(): void {
    // Not put off by further changes: a job that writes into the folder must not hide them.
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#told()
    }, settle)
  }
}
