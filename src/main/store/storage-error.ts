import { resultEndings } from '../../shared/endings/result-endings.ts'
import { AppError } from '../../shared/errors.ts'

/** SHMSIZE: the file beside the database that its processes share could not be made larger. */
const fullDiskCodes: readonly string[] = ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT']

/** The code of an error of SQLite or of the file system; '' where it has none. */
export function errorCode(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : ''
}

/** True where SQLite says that the file is no database, or a damaged one. */
export function isBrokenFile(thrown: unknown): boolean {
  const code = errorCode(thrown)
  return code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')
}

/** An error of SQLite or of the file system as one of ours: DISK_FULL or DATABASE, with what to do; others as they are. */
export function storageError(thrown: unknown): unknown {
  if (thrown instanceof AppError || !(thrown instanceof Error)) return thrown
  const code = errorCode(thrown)
  if (fullDiskCodes.includes(code)) {
    const { says, hint } = resultEndings.commitDiskFull
    return new AppError('DISK_FULL', says, { cause: thrown, hint })
  }
  if (/^E[A-Z0-9]+$/u.test(code)) {
    return new AppError('DATABASE', `Simmer's data folder could not be used: ${thrown.message}.`, { cause: thrown, hint: 'May you read and write it? Is it a folder?' })
  }
  if (!code.startsWith('SQLITE_')) return thrown
  return new AppError('DATABASE', `Simmer's database could not be used (${code}): ${thrown.message}.`, {
    cause: thrown, hint: isBrokenFile(thrown) ? 'Restart Simmer: a damaged file is set aside, and a new one is made.' : 'Restart Simmer; is the data folder writable?',
  })
}

/** Runs `body`; what storage throws in it comes out as {@link storageError} tells it. */
export function withStorageErrors<T>(body: () => T): T {
  try { return body() } catch (thrown) { throw storageError(thrown) }
}
