import type { BrowserWindow } from 'electron'
import type { SettingsStore } from '../engine/ports.ts'
import type { ExportDesk } from '../session/export-desk.ts'
import type { PageDesk } from '../session/page-desk.ts'
import type { WindowBook } from '../session/window-book.ts'
import { openMainWindow } from './main-window.ts'

export interface WindowsParts {
  readonly book: WindowBook
  readonly pages: PageDesk
  readonly exports: ExportDesk
  readonly settings: SettingsStore
  readonly preload: string
}

/** The app's windows, by their web contents' id. */
export class Windows {
  readonly #parts: WindowsParts
  readonly #windows = new Map<number, BrowserWindow>()

  constructor(parts: WindowsParts) { this.#parts = parts }

  get size(): number { return this.#windows.size }
  get(id: number): BrowserWindow | undefined { return this.#windows.get(id) }

  open(): void {
    const { book, pages, exports, preload, settings } = this.#parts
    const letGo = (windowId: number): void => {
      pages.letGoAll(windowId)
      void exports.letGoAll(windowId)
    }
    const { id, window, send } = openMainWindow({
      preload, settings,
      onReset: letGo,
      onClosed: (windowId) => {
        letGo(windowId)
        book.remove(windowId)
        this.#windows.delete(windowId)
      },
    })
    this.#windows.set(id, window)
    book.add({ id, send })
  }

  /** Closes every window, as their users would. */
  closeAll(): void {
    for (const window of this.#windows.values()) window.close()
  }

  /** Brings a window to the front; opens one where there is none. */
  focus(): void {
    const [window] = this.#windows.values()
    if (window === undefined) { this.open(); return }
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }
}
