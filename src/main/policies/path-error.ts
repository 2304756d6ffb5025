import { AppError } from '../../shared/errors.ts'

/** What the file system threw at `path`, in words: FILE_MISSING, or BAD_ARGUMENT where it is there and cannot be read; else as it is. */
export function pathError(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown)) return thrown
  switch (thrown.code) {
    case 'ENOENT':
    case 'ENOTDIR': return new AppError('FILE_MISSING', `There is no ${path}.`, { cause: thrown, hint: 'Was it moved, renamed or deleted? Choose it again.' })
    case 'EACCES':
    case 'EPERM': return new AppError('BAD_ARGUMENT', `${path} may not be read.`, { cause: thrown, hint: 'Allow yourself to read it.' })
    case 'EISDIR': return new AppError('BAD_ARGUMENT', `Expected a file, but ${path} is a folder.`, { cause: thrown, hint: 'Use folderHash(…) for folders.' })
    default: return thrown
  }
}
