import { copyFile, stat } from 'node:fs/promises'
import path from 'node:path'
import type { SavedContent } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { safeFileName } from '../../shared/safe-file-name.ts'
import { writeAtomically } from '../tasks/write-atomically.ts'
import { notWritten } from './not-written.ts'

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
  return to === null || path.resolve(to) === from ? to : write(to, (file) => writeAtomically(file, (draft) => copyFile(from, draft)))
}

async function requireFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined)
  if (found?.isFile() === true) return
  throw new AppError('FILE_MISSING', `There is no file ${file} to save`, { hint: 'It may have been moved or removed: run the task again.' })
}

async function write(to: string, act: (file: string) => Promise<void>): Promise<string> {
  try {
    await act(to)
    return to
  } catch (cause) { throw notWritten(to, cause) }
}
