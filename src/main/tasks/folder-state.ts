import type { Stats } from 'node:fs'
import { access, constants, readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'
import { AppError, type ErrorInfo, toErrorInfo } from '../../shared/errors.ts'

/** A folder as it is on disk now. */
export type FolderState =
  /** `identity` is another when the folder was removed and made again. */
  | { readonly state: 'ok'; readonly realPath: string; readonly identity: string }
  | { readonly state: 'missing' | 'unreadable'; readonly realPath: string; readonly error: ErrorInfo }

/** Looks at a folder. Never rejects: what is wrong is in the answer. */
export async function lookAtFolder(folder: string): Promise<FolderState> {
  try {
    const realPath = await realpath(folder)
    const found = await stat(realPath)
    if (!found.isDirectory()) {
      return unreadable(realPath, { message: `${folder} is a file, not a folder`, hint: 'Choose the folder that the scripts are in.' })
    }
    await access(realPath, constants.R_OK | constants.X_OK)
    await readdir(realPath)
    return { state: 'ok', realPath, identity: identityOf(realPath, found) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOENT' && code !== 'ENOTDIR') {
      return unreadable(path.resolve(folder), { message: `The folder ${folder} may not be read`, hint: 'Ask for the right to read it, or remove it from the list.', cause: error })
    }
    const gone = new AppError('FOLDER_MISSING', `The folder ${folder} is not there`, { hint: 'Put it back or connect its drive: it comes back by itself. Or remove it from the list.' })
    return { state: 'missing', realPath: path.resolve(folder), error: infoOf(gone) }
  }
}

/** What a folder is on disk now, or null: another than before means that it was removed, replaced or made again. */
export async function folderIdentity(folder: string): Promise<string | null> {
  try {
    const realPath = await realpath(folder)
    return identityOf(realPath, await stat(realPath))
  } catch {
    return null
  }
}

/** With the time of birth, for a folder that is made again at once often gets the same inode. */
function identityOf(realPath: string, { dev, ino, birthtimeMs }: Stats): string { return `${realPath} ${dev} ${ino} ${birthtimeMs}` }

function unreadable(realPath: string, { message, hint, cause }: { readonly message: string; readonly hint: string; readonly cause?: unknown }): FolderState {
  return { state: 'unreadable', realPath, error: infoOf(new AppError('REFUSED', message, { hint, ...(cause === undefined ? {} : { cause }) })) }
}

/** Without stacks: they say nothing of a folder, and differ each time. */
function infoOf(error: AppError): ErrorInfo {
  const { stack: _stack, cause, ...info } = toErrorInfo(error)
  return cause === undefined ? info : { ...info, cause: { code: cause.code, message: cause.message } }
}
