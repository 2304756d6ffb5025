import type { ErrorCode } from '../../../shared/errors.ts'

const words: Readonly<Partial<Record<ErrorCode, string>>> = {
  TASK_THREW: 'The script failed', CRASHED: 'Crashed', TIMED_OUT: 'Timed out', MEMORY_LIMIT: 'Over its memory limit',
  INTERRUPTED: 'Interrupted', NOT_CLONEABLE: 'The result cannot be kept', WRONG_SHAPE: 'Wrong shape',
  SCRIPT_BROKEN: 'The script cannot be loaded', SCRIPT_REFUSED: 'The script was refused', SCRIPT_MISSING: 'The script is gone',
  SCRIPT_CHANGED: 'The script changed', NOT_TRUSTED: 'Not trusted', FOLDER_MISSING: 'The folder is gone', FILE_MISSING: 'A file is missing',
  BAD_ARGUMENT: 'A value was refused', DISK_FULL: 'The disk is full', HOST_FAILED: 'The process did not start',
}

/** What kind of failure a code is, as the first words of its sentence. */
export function failureWord(code: ErrorCode): string {
  return words[code] ?? 'Failed'
}
