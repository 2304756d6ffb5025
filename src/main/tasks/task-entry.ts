import path from 'node:path'
import type { FolderId, TaskId } from '../../shared/brand.ts'
import { fromErrorInfo } from '../../shared/errors.ts'
import type { TaskSummary } from '../../shared/task.ts'
import type { RunnableTask } from '../engine/ports.ts'
import type { ScriptSource } from './bundler.ts'
import { stampFiles } from './file-stamps.ts'
import { type Checked, type CheckTools, checkScript, notTrusted } from './script-check.ts'
import { taskIdOf } from './folder-id.ts'

export interface EntryPlace { readonly folderId: FolderId; readonly folder: string; readonly relativePath: string }

/** One script of a folder, and what is known of it. */
export class TaskEntry {
  readonly id: TaskId
  readonly file: string
  readonly #place: EntryPlace
  readonly #tools: CheckTools
  readonly #changed: (summary: TaskSummary) => void
  #trusted: boolean
  #config: string | null = null
  #checked: Checked | null = null
  #stale = false
  #checking: Promise<Checked> | null = null
  #title: string
  #summary: TaskSummary

  /** `changed` is called whenever the summary is another. */
  constructor(place: EntryPlace, tools: CheckTools, options: { readonly trusted: boolean; readonly config: string | null; readonly changed: (summary: TaskSummary) => void }) {
    this.id = taskIdOf(place.folderId, place.relativePath)
    this.file = path.join(place.folder, place.relativePath)
    this.#place = place
    this.#tools = tools
    this.#trusted = options.trusted
    this.#config = options.config
    this.#changed = options.changed
    this.#title = path.posix.basename(place.relativePath).replace(/\.[^.]+$/u, '')
    this.#summary = this.#summarize()
  }

  /** True while it is being looked at. */
  get looking(): boolean { return this.#checking !== null }
  get summary(): TaskSummary { return this.#summary }
  /** The files whose change makes it stale; its own until it was looked at. */
  get sources(): readonly string[] { return this.#checked?.sources ?? [this.file] }

  /** What the folder found out anew: whether it may run, and which configuration counts. */
  place(trusted: boolean, config: string | null): void {
    if (trusted !== this.#trusted) this.#checked = null
    if (config !== this.#config) this.#stale = true
    this.#trusted = trusted
    this.#config = config
    this.#publish()
  }

  /** Looks at the script unless it is known as it stands. Runs nothing of an untrusted one. Never rejects. */
  async check(): Promise<void> { if (this.#trusted) await this.#current() }

  /** Throws what is wrong with the script as it stands now. */
  async runnable(): Promise<RunnableTask> {
    if (!this.#trusted) throw notTrusted(this.#place.folder)
    const checked = await this.#current()
    if (checked.state === 'broken') throw fromErrorInfo(checked.error)
    return { taskId: this.id, relativePath: this.#place.relativePath, bundle: checked.bundle, descriptor: checked.descriptor }
  }

  async #current(): Promise<Checked> {
    // Whoever comes during a look waits for it, then sees for himself whether it still holds.
    if (this.#checking !== null) await this.#checking
    const last = this.#checked
    if (last?.state === 'ready' && !this.#stale && last.stamp === await stampFiles(last.sources) && this.#checked === last) return last
    this.#checking ??= this.#look().finally(() => { this.#checking = null })
    return this.#checking
  }

  async #look(): Promise<Checked> {
    const [config, trusted] = [this.#config, this.#trusted]
    this.#stale = false
    const script: ScriptSource = { folder: this.#place.folder, file: this.file, config }
    const checked = await checkScript(script, this.#tools, this.#checked)
    if (config !== this.#config || trusted !== this.#trusted) return this.#look()
    this.#checked = checked
    if (checked.state === 'ready') this.#title = checked.descriptor.title
    this.#publish()
    return checked
  }

  #publish(): void {
    const summary = this.#summarize()
    if (JSON.stringify(summary) === JSON.stringify(this.#summary)) return
    this.#summary = summary
    this.#changed(summary)
  }

  #summarize(): TaskSummary {
    const { folderId, relativePath } = this.#place
    const checked = this.#checked
    return {
      id: this.id, folder: folderId, path: relativePath, title: this.#title,
      description: checked?.state === 'ready' ? checked.descriptor.description : null,
      state: this.#trusted ? checked?.state ?? 'checking' : 'untrusted',
      codeHash: checked?.bundle?.codeHash ?? null,
      error: checked?.state === 'broken' ? checked.error : null,
    }
  }
}
