import type { PageId, TaskId } from '../../shared/brand.ts'
import type { JobSnapshot } from '../../shared/change.ts'
import type { OpenedTask } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { describeTask } from './describe-task.ts'
import type { Session } from './session.ts'
import type { WindowBook } from './window-book.ts'

/** Opens and closes pages for windows, and keeps warm what the open page needs. */
export class PageDesk {
  readonly #session: Session
  readonly #windows: WindowBook
  readonly #tasks = new Map<PageId, TaskId>()

  constructor(session: Session, windows: WindowBook) {
    this.#session = session
    this.#windows = windows
  }

  holds(windowId: number, pageId: PageId): boolean { return this.#windows.holds(windowId, pageId) }
  maySave(windowId: number, pageId: PageId): boolean { return this.#windows.maySave(windowId, pageId) }

  /** The newest saved page of the task that no window has, else a new one (C1, G6). */
  async open(windowId: number, taskId: TaskId): Promise<OpenedTask> {
    const { catalog, engine, ids, ownerId, store } = this.#session
    const windows = this.#windows
    const described = await describeTask(catalog, taskId)
    const task = catalog.tasks.find(({ id }) => id === taskId)
    if (task === undefined) throw new AppError('SCRIPT_MISSING', `There is no task ${taskId}`, { hint: 'Its file was moved, renamed or removed.' })
    const saved = described === null ? undefined : store.jobs.takePage(taskId, ownerId, windows.heldPages)
    const pageId = saved?.pageId ?? ids.page()
    windows.hold(windowId, pageId)
    this.#tasks.set(pageId, taskId)
    if (described !== null) void this.keepWarm(taskId)
    this.#session.batcher.flush()
    const live = engine.jobs.filter(({ job }) => job.pageId === pageId)
    const ended = saved === undefined ? [] : store.jobs.ofPage(pageId, saved.savedAt)
    const params = described?.descriptor.params ?? null
    return { pageId, task, described, saved: saved ?? null, lastValues: params === null ? {} : this.#session.forms.last(taskId, params), jobs: merge(ended, live) }
  }

  /** Lets a page go; it can be taken over later. */
  close(windowId: number, pageId: PageId): void {
    this.#windows.letGo(windowId, pageId)
    this.#forget(pageId)
  }

  /** A window reloaded, crashed or closed. */
  letGoAll(windowId: number): void {
    for (const pageId of this.#windows.letGoAll(windowId)) this.#forget(pageId)
  }

  /** A script changed: whoever has it open gets a warm host of the new code. */
  changed(taskId: TaskId): void {
    if ([...this.#tasks.values()].includes(taskId)) void this.keepWarm(taskId)
  }

  async keepWarm(taskId: TaskId): Promise<void> {
    try {
      const { bundle, descriptor } = await this.#session.catalog.runnable(taskId)
      const long = descriptor.callbacks.find(({ kind }) => kind === 'long')
      this.#session.backend.keepWarm(long === undefined ? null : bundle, long?.runtime ?? 'app')
    } catch {
      // A broken script has nothing to keep warm; its page says what is wrong.
      this.#session.backend.keepWarm(null, 'app')
    }
  }

  #forget(pageId: PageId): void {
    const taskId = this.#tasks.get(pageId)
    this.#tasks.delete(pageId)
    this.#session.store.jobs.releasePage(pageId)
    if (taskId === undefined || [...this.#tasks.values()].includes(taskId)) return
    void this.#session.catalog.runnable(taskId).then(({ bundle }) => { this.#session.pageHosts.release(bundle) }, () => undefined)
  }
}

function merge(ended: readonly JobSnapshot[], live: readonly JobSnapshot[]): readonly JobSnapshot[] {
  const ids = new Set(live.map(({ job }) => job.id))
  return [...ended.filter(({ job }) => !ids.has(job.id)), ...live].sort((a, b) => a.job.createdAt - b.job.createdAt)
}
