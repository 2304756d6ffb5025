import type { Change } from '../../shared/change.ts'
import { toErrorInfo } from '../../shared/errors.ts'

/** Says that something which happened is not on disk: with a full disk, say, the user must know before he quits. */
export function unsavedNotice(thrown: unknown): Change {
  const error = toErrorInfo(thrown, 'DATABASE')
  const text = [error.message, error.hint].filter((part) => part !== undefined).join(' ')
  return { change: 'notice', notice: { id: 'unsaved', level: 'error', title: 'How a job ended could not be saved', text } }
}
