import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startEndings } from '../../shared/endings/start-endings.ts'
import { AppError } from '../../shared/errors.ts'
import { removeFolder } from './remove-folder.ts'

/** Ends the name of the file beside a working folder that says as what it is kept. */
const mark = '.keep'

export interface WorkFoldersParts {
  /** Where hosts get their folders. */
  readonly folder: string
  /** Where folders go that a task keeps (`keepFiles`). */
  readonly kept: string
}

/** The working folders of one engine's hosts: each its own, removed at the end unless its task keeps it (G2). */
export class WorkFolders {
  readonly #parts: WorkFoldersParts

  constructor(parts: WorkFoldersParts) {
    this.#parts = parts
    mkdirSync(parts.folder, { recursive: true })
  }

  /** Makes one. Throws DISK_FULL or HOST_FAILED. */
  make(name: string): string {
    const folder = join(this.#parts.folder, name)
    try { mkdirSync(folder, { recursive: true }) } catch (cause) { throw unmade(folder, cause) }
    return folder
  }

  /** Marks one to be kept under a name, so that it is found should Simmer die meanwhile. */
  mark(folder: string, name: string): void {
    try { writeFileSync(folder + mark, name) } catch { /* Only a crash would have made use of it. */ }
  }

  /** Removes one with all that is in it. Answers with what could not be removed and why; null: it is gone. */
  async remove(folder: string): Promise<string | null> {
    // Most are empty, which is quick.
    try { rmdirSync(folder) } catch { return removeFolder(folder) }
    return null
  }

  /** Puts one where it stays; answers with its new place, or the old one where it cannot be moved. */
  async keep(folder: string, name: string): Promise<string> {
    const target = await moveToKept(folder, join(this.#parts.kept, name))
    if (target !== folder) await rm(folder + mark, { force: true }).catch(() => undefined)
    return target
  }
}

/** Removes what a dead engine left of its working folders; those that were to be kept are kept. */
export async function removeWork(folder: string, kept: string): Promise<void> {
  for (const entry of await readdir(folder).catch(() => [])) {
    if (!entry.endsWith(mark)) continue
    const name = await readFile(join(folder, entry), 'utf8').catch(() => '')
    if (/^[\w-]+$/.test(name)) await moveToKept(join(folder, entry.slice(0, -mark.length)), join(kept, name))
  }
  await removeFolder(folder)
}

async function moveToKept(folder: string, target: string): Promise<string> {
  try {
    await mkdir(join(target, '..'), { recursive: true })
    await rename(folder, target)
    return target
  } catch { return folder }
}

function unmade(folder: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new AppError('DISK_FULL', startEndings.diskFull.says, { hint: startEndings.diskFull.hint, cause })
    : new AppError('HOST_FAILED', `The job's working folder ${folder} could not be made: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
}
