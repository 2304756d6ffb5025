import { randomUUID } from 'node:crypto'
import { copyFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { SavedContent } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { safeFileName } from '../../shared/safe-file-name.ts'
import { writeAtomically } from '../tasks/write-atomically.ts'

export interface SavePlace {
  /** Where relative paths start. */
  readonly folder: string
  /** Asks the user for the file to write, offering a name; null where nothing is to be written. */
  readonly askWhere: (name: string) => Promise<string | null>
}

/**
 * Writes what a download holds where the user says, whole or not at all; answers with the path, or null where the user
 * chose none. A file that is not there is refused before anybody is asked; one that cannot be written is an error
 * that says where and what to do.
 */
export async function saveContent(content: SavedContent, { folder, askWhere }: SavePlace): Promise<string | null> {
  if ('content' in content) {
    const to = await askWhere(safeFileName(content.name))
    return to === null ? null : write(to, (file) => writeAtomically(file, content.content))
  }
  const from = path.resolve(folder, content.path)
  await requireFile(from)
  const to = await askWhere(safeFileName(content.name ?? path.basename(from)))
  return to === null || path.resolve(to) === from ? to : write(to, (file) => copyAtomically(from, file))
}

async function requireFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile() === true) return
  throw new AppError('FILE_MISSING', `There is no file ${file} to save`, { hint: 'It may have been moved or removed: run the task again.' })
}

async function copyAtomically(from: string, to: string): Promise<void> {
  const draft = `${to}.${randomUUID()}.tmp`
  try {
    await copyFile(from, draft)
    await rename(draft, to)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function write(to: string, act: (file: string) => Promise<void>): Promise<string> {
  try {
    await act(to)
    return to
  } catch (cause) {
    const full = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'
    throw new AppError(full ? 'DISK_FULL' : 'REFUSED', `${to} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`, {
      hint: full ? 'Make room on that disk, or save elsewhere.' : 'Choose a folder that you may write to.', cause,
    })
  }
}
