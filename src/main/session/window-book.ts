import type { JobId, PageId } from '../../shared/brand.ts'
import type { Change } from '../../shared/change.ts'
import type { ChangeBatch } from '../../shared/contract.ts'

/** A window as the session sees it: somewhere to send batches to. */
export interface WindowPort { readonly id: number; readonly send: (batch: ChangeBatch) => void }

/** A window and what it has: pages, those it left by a reload, and the jobs whose logs it looks at. */
interface OpenWindow { readonly port: WindowPort; readonly pages: Set<PageId>; left: ReadonlySet<PageId>; readonly logs: Set<JobId> }

/** Which window has which pages and looks at which logs, and who gets which changes. */
export class WindowBook {
  readonly #windows = new Map<number, OpenWindow>()
  /** Pages by the unfinished jobs they triggered, as far as changes told. */
  readonly #pageOf: (jobId: JobId) => PageId | null

  constructor(pageOf: (jobId: JobId) => PageId | null) { this.#pageOf = pageOf }

  get heldPages(): readonly PageId[] { return [...this.#windows.values()].flatMap(({ pages }) => [...pages]) }

  add(port: WindowPort): void { this.#windows.set(port.id, { port, pages: new Set(), left: new Set(), logs: new Set() }) }

  hold(windowId: number, pageId: PageId): void { this.#windows.get(windowId)?.pages.add(pageId) }

  holds(windowId: number, pageId: PageId): boolean { return this.#windows.get(windowId)?.pages.has(pageId) === true }

  letGo(windowId: number, pageId: PageId): void { this.#windows.get(windowId)?.pages.delete(pageId) }

  /** The window gets what the job prints from now on. */
  watchLog(windowId: number, jobId: JobId): void { this.#windows.get(windowId)?.logs.add(jobId) }

  leaveLog(windowId: number, jobId: JobId): void { this.#windows.get(windowId)?.logs.delete(jobId) }

  /** True for a page that the window has, or had until it reloaded and nobody took since: its last words may come late. */
  maySave(windowId: number, pageId: PageId): boolean {
    const window = this.#windows.get(windowId)
    if (window === undefined) return false
    return window.pages.has(pageId) || window.left.has(pageId) && !this.heldPages.includes(pageId)
  }

  /** The window reloaded: its pages are free to be taken over. */
  letGoAll(windowId: number): readonly PageId[] {
    const window = this.#windows.get(windowId)
    if (window === undefined) return []
    window.left = new Set(window.pages)
    window.pages.clear()
    window.logs.clear()
    return [...window.left]
  }

  remove(windowId: number): void { this.#windows.delete(windowId) }

  /** Sends a batch to every window, without what concerns only other windows' pages. */
  deliver(batch: ChangeBatch): void {
    for (const { port, pages, logs } of this.#windows.values()) {
      const changes = batch.changes.flatMap((change) => this.#forWindow(change, { pages, logs }))
      // An empty batch still goes out: a window that misses a revision would take a new snapshot.
      port.send({ revision: batch.revision, changes })
    }
  }

  #forWindow(change: Change, { pages, logs }: Pick<OpenWindow, 'pages' | 'logs'>): readonly Change[] {
    switch (change.change) {
      // A flood that nobody sees must cost no window anything (R19); who looks reads the lines that he sees.
      case 'log': return change.jobIds.some((jobId) => logs.has(jobId)) ? [{ change: 'logGrown', jobIds: change.jobIds }] : []
      case 'props': return change.jobIds.some((jobId) => this.#isOf(jobId, pages)) ? [change] : []
      case 'job': {
        const mine = change.job.pageId !== null && pages.has(change.job.pageId)
        if (mine || change.result === undefined) return [change]
        const { result: _othersResult, ...rest } = change
        return [rest]
      }
      default: return [change]
    }
  }

  /** A run that has settled is known no more, while what it set last is still in this batch: that goes to every window. */
  #isOf(jobId: JobId, pages: ReadonlySet<PageId>): boolean {
    const page = this.#pageOf(jobId)
    return page === null || pages.has(page)
  }
}
