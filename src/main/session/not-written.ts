import { AppError } from '../../shared/errors.ts'

/** The error of a file that the user named and that could not be written, with what to do about it. */
export function notWritten(file: string, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new AppError('DISK_FULL', `${file} could not be written: the disk is full`, { cause, hint: 'Make room on that disk, or save elsewhere.' })
    : new AppError('REFUSED', `${file} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`, { cause, hint: 'Choose a folder that you may write to.' })
}
