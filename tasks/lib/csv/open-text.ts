import { type FileHandle, open, stat } from 'node:fs/promises'
import { CsvError } from './csv-error.ts'

/** What to say for the system's reasons not to open a file. */
const reasons = {
  ENOENT: 'There is no such file. It may have been moved, renamed or deleted: choose it again.',
  ENOTDIR: 'There is no such file: a part of the path is not a folder.',
  EACCES: 'It may not be read: you have no permission.',
  EPERM: 'It may not be read: you have no permission.',
  EISDIR: 'It is a folder. Choose a file in it.',
} as const

export interface OpenedFile { readonly handle: FileHandle; readonly size: number }

/** Opens an ordinary file that has something in it. @throws CsvError with the path and what to do. */
export async function openText(path: string): Promise<OpenedFile> {
  try {
    // Looked at before it is opened: opening a named pipe would wait for a writer.
    const stats = await stat(path)
    if (stats.isDirectory()) throw new CsvError(`Cannot read ${path}. ${reasons.EISDIR}`)
    if (!stats.isFile()) throw new CsvError(`Cannot read ${path}. It is not an ordinary file.`)
    if (stats.size === 0) throw new CsvError(`${path} is empty (0 bytes). Choose a file with at least one line.`)
    return { handle: await open(path, 'r'), size: stats.size }
  } catch (error) {
    throw refusal(path, error)
  }
}

function refusal(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const reason = Object.hasOwn(reasons, code) ? reasons[code as keyof typeof reasons] : undefined
  return reason === undefined ? error : new CsvError(`Cannot read ${path}. ${reason}`, { cause: error })
}
