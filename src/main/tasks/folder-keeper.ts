import { folderIdentity } from './folder-state.ts'
import { FolderWatch } from './folder-watch.ts'
import type { TaskFolder } from './task-folder.ts'

/** How often it is looked whether the folder itself is still the same one, ms: no watch tells that for certain. */
const lookAgain = 1000
/** How many scripts are looked at ahead at the same time: each takes a process. */
const aheadAtOnce = 2

/** Keeps a folder's tasks true to the disk: watches it, looks for it while it is gone, and looks at its scripts. */
export class FolderKeeper implements AsyncDisposable {
  readonly folder: TaskFolder
  readonly #options: { readonly live: boolean; readonly changed: () => void }
  #watch: FolderWatch | null = null
  #watched: string | null = null
  #timer: NodeJS.Timeout | undefined
  #work: Promise<void> = Promise.resolve()
  #renewing = false
  #ended = false

  /** `changed` is called when the folder's own summary is another. */
  constructor(folder: TaskFolder, options: { readonly live: boolean; readonly changed: () => void }) {
    this.folder = folder
    this.#options = options
  }

  /** Begins to watch and to look at scripts; nothing that changed since the folder was opened is missed. */
  start(): void {
    if (!this.#options.live) return
    void this.renew()
    this.#timer = setInterval(() => { void this.#lookAgain() }, lookAgain).unref()
  }

  /** Resolves when every trusted script was looked at, a few at a time. One that loops for ever at import holds up no other for long. */
  async checkAll(): Promise<void> {
    const { entries } = this.folder
    const looking = entries.filter((entry) => entry.looking)
    const waiting = entries.filter((entry) => !entry.looking)
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next !== undefined && !this.#ended; next = waiting.shift()) await next.check()
    }
    await Promise.all([...looking.map((entry) => entry.check()), ...Array.from({ length: aheadAtOnce }, lane)])
    this.#followSources()
  }

  /** Lists the tasks anew, and begins to look at those that may have changed. */
  async renew(): Promise<void> {
    this.#work = this.#work.then(async () => {
      if (this.#ended) return
      this.#renewing = true
      const before = JSON.stringify(this.folder.summary)
      await this.folder.scan()
      // What changed before the watch began to tell is found by a second look.
      if (await this.#follow()) await this.folder.scan()
      if (JSON.stringify(this.folder.summary) !== before) this.#options.changed()
      if (this.#options.live) void this.checkAll()
    }).finally(() => { this.#renewing = false })
    await this.#work
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true
    clearInterval(this.#timer)
    await this.#watch?.[Symbol.asyncDispose]()
    await this.#work
    // One that began meanwhile.
    await this.#watch?.[Symbol.asyncDispose]()
  }

  async #lookAgain(): Promise<void> {
    if (!this.#renewing && await folderIdentity(this.folder.path) !== this.folder.identity) await this.renew()
  }

  /** Watches the folder while it is there. True where the watch is a new one. */
  async #follow(): Promise<boolean> {
    if (!this.#options.live || this.#ended) return false
    const { identity, realPath } = this.folder
    if (identity === this.#watched) return false
    this.#watched = identity
    await this.#watch?.[Symbol.asyncDispose]()
    this.#watch = identity === null ? null : new FolderWatch(realPath, () => { void this.renew() })
    await this.#watch?.ready()
    return this.#watch !== null
  }

  #followSources(): void {
    this.#watch?.follow(this.folder.entries.flatMap(({ sources }) => sources))
  }
}
