import { mkdir, mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { ResultFileName } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { safeFileName } from '../../shared/safe-file-name.ts'
import type { FileValueStore } from '../store/values.ts'
import { isProgram } from './is-program.ts'
import { claimFolder } from './owned-folders.ts'
import type { SelfProcess } from './owner.ts'
import type { Desk } from './request-handlers.ts'
import { copiesPrefix } from './sweep-folders.ts'

/**
 * Files that results keep, for other programs: copies under their own names, since the store's own must never change.
 * Copies are checked against their hash (R12), read-only, and gone when the session ends.
 */
export class ResultFiles implements AsyncDisposable {
  readonly #values: FileValueStore
  readonly #self: SelfProcess
  readonly #copies = new Map<string, Promise<string>>()
  #folder: Promise<string> | undefined

  /** `self` owns the copies: they are removed by the next start where this process dies. */
  constructor(values: FileValueStore, self: SelfProcess) {
    this.#values = values
    this.#self = self
  }

  /** Opens a copy with the system's program for it; a program is shown in its folder, and never started. */
  async open(file: ResultFileName, desk: Pick<Desk, 'openWithProgram' | 'showInFolder'>): Promise<'opened' | 'shown'> {
    const copy = await this.copy(file)
    if (await isProgram(copy, firstBytes)) {
      desk.showInFolder(copy)
      return 'shown'
    }
    await desk.openWithProgram(copy)
    return 'opened'
  }

  /** The path of a copy under the file's name; the same one as long as it is there. Rejects as {@link FileValueStore.copyFile}. */
  async copy({ hash, name }: ResultFileName): Promise<string> {
    const safe = safeFileName(name)
    const known = `${hash}/${safe}`
    const before = await this.#copies.get(known)?.catch(() => undefined)
    if (before !== undefined && await isThere(before)) return before
    const copying = this.#copy({ hash, name: safe })
    this.#copies.set(known, copying)
    return copying
  }

  /** Writes a copy to where the user says when asked; null: he thought better of it. */
  async save({ hash, name }: ResultFileName, ask: (name: string) => Promise<string | null>): Promise<string | null> {
    this.#values.requireFile(hash, name)
    const target = await ask(safeFileName(name))
    if (target !== null) await this.#values.copyFile(hash, { target, name, mode: 0o666 })
    return target
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const folder = await this.#folder?.catch(() => undefined)
    if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  }

  async #makeFolder(): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), copiesPrefix))
    await claimFolder(folder, this.#self)
    return folder
  }

  async #copy({ hash, name }: ResultFileName): Promise<string> {
    this.#folder ??= this.#makeFolder()
    const folder = path.join(await this.#folder, hash.slice(0, 16))
    await mkdir(folder, { recursive: true })
    const target = path.join(folder, name)
    await this.#values.copyFile(hash, { target, name, mode: 0o400 })
    return target
  }
}

async function isThere(file: string): Promise<boolean> {
  try { return (await stat(file)).isFile() } catch { return false }
}

async function firstBytes(file: string, count: number): Promise<Uint8Array> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(count), 0, count, 0)
    return buffer.subarray(0, bytesRead)
  } catch (cause) {
    throw new AppError('DATABASE', `${path.basename(file)} cannot be read`, { cause })
  } finally { await handle.close() }
}
