import { basename, resolve, sep } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { FileWish } from '../../shared/result-file.ts'
import { fileSystem } from './file-system.ts'

const { accessSync, constants, realpathSync, statSync } = fileSystem

/** A file that a result asked for, looked at. */
export interface FoundFile {
  /** As the script wrote it. */
  readonly asked: string
  /** Where it really lies; links are followed. */
  readonly path: string
  readonly name: string
  /** In the working folder, under no other name: it can be moved. */
  readonly own: boolean
}

/** Finds the file of `file(path)`, relative to the working folder. Throws FILE_MISSING, or BAD_ARGUMENT for what is no file or cannot be read. */
export function findFile({ path: asked, name }: FileWish, workDir: string): FoundFile {
  try {
    const path = realpathSync(resolve(workDir, asked))
    const found = statSync(path)
    if (found.isDirectory()) throw new AppError('BAD_ARGUMENT', `file(${JSON.stringify(asked)}) in the result is a folder`, { hint: 'Give each file of it, or pack the folder into one file.' })
    if (!found.isFile()) throw new AppError('BAD_ARGUMENT', `file(${JSON.stringify(asked)}) in the result is no ordinary file`, { hint: 'Write what is in it to a file, and give that.' })
    accessSync(path, constants.R_OK)
    const own = path.startsWith(realpathSync(workDir) + sep) && found.nlink === 1
    return { asked, path, name: name === undefined || name === '' ? basename(asked) : name, own }
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown
    throw unreadable(asked, thrown)
  }
}

function unreadable(asked: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  const what = `file(${JSON.stringify(asked)}) in the result`
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('FILE_MISSING', `${what} does not exist`, { cause, hint: 'Its path is relative to the job\'s working folder. Was it written, and its writing awaited?' })
  }
  if (code === 'EACCES' || code === 'EPERM') return new AppError('BAD_ARGUMENT', `${what} may not be read`, { cause, hint: 'Look at its permissions.' })
  return new AppError('BAD_ARGUMENT', `${what} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
}
