import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'
import { notWritten } from './not-written.ts'

interface Export { readonly windowId: number; readonly path: string; readonly partial: string; readonly file: FileHandle }

/**
 * Files that windows write piece by piece, since a table may have more rows than one message should carry. Only paths
 * that the user named in the dialog are written, and the file is there whole or not at all.
 */
export class ExportDesk {
  readonly #open = new Map<string, Export>()

  /** Begins to write `path`; the answer names it in what follows. */
  async begin(windowId: number, path: string): Promise<string> {
    const id = randomUUID()
    const partial = `${path}.${id.slice(0, 8)}.part`
    const file = await open(partial, 'wx', 0o666).catch((cause: unknown) => { throw notWritten(path, cause) })
    this.#open.set(id, { windowId, path, partial, file })
    return id
  }

  /** Adds a piece. A disk that refuses it ends the export and leaves nothing behind. */
  async write(windowId: number, id: string, piece: string | Uint8Array): Promise<void> {
    const { path, file } = this.#find(windowId, id)
    try { await file.appendFile(piece) } catch (cause) {
      await this.#drop(id)
      throw notWritten(path, cause)
    }
  }

  /** Puts the file in its place; without `keep` removes what was written. */
  async end(windowId: number, id: string, keep: boolean): Promise<void> {
    const { path, partial, file } = this.#find(windowId, id)
    if (!keep) { await this.#drop(id); return }
    try {
      await file.sync()
      await file.close()
      await rename(partial, path)
      this.#open.delete(id)
    } catch (cause) {
      await this.#drop(id)
      throw notWritten(path, cause)
    }
  }

  /** A window reloaded or closed: what it had begun is removed. */
  async letGoAll(windowId: number): Promise<void> {
    await Promise.all([...this.#open].filter(([, one]) => one.windowId === windowId).map(([id]) => this.#drop(id)))
  }

  #find(windowId: number, id: string): Export {
    const found = this.#open.get(id)
    if (found?.windowId !== windowId) throw new AppError('NOT_FOUND', 'This export was ended', { hint: 'Save it again.' })
    return found
  }

  async #drop(id: string): Promise<void> {
    const found = this.#open.get(id)
    if (found === undefined) return
    this.#open.delete(id)
    await found.file.close().catch(() => undefined)
    await rm(found.partial, { force: true })
  }
}
