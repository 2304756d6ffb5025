import { resultEndings } from '../../shared/endings/result-endings.ts'
import { tellEnding } from '../../shared/endings/tell-ending.ts'
import { AppError } from '../../shared/errors.ts'
import { isFileWish } from '../../shared/result-file.ts'
import { encodeValue } from './encode-value.ts'
import { pathTo } from './path-to.ts'

/** Bytes of one progress value, or of the props set at once: each is held in main, and by every window that shows it. */
const most = 64_000_000

/**
 * What is sent while the script runs (`progress`, `setProps`), in `node:v8` format. Throws NOT_CLONEABLE, and REFUSED for
 * what is too large and for files, which only a result can hold; each names the part at fault.
 */
export function encodeUpdate(value: unknown, name: string): Buffer {
  const bytes = encodeValue(value, name)
  // Values without a mark of Simmer's need not be walked.
  if (bytes.includes('$simmer')) {
    const wish = pathTo(value, name, isFileWish)
    if (wish !== undefined) throw refused(tellEnding(resultEndings.fileInProgress, { path: wish.path, file: JSON.stringify(wish.part.path) }))
  }
  if (bytes.length > most) throw refused(tellEnding(resultEndings.frameTooLarge, { name, size: Math.round(bytes.length / 1e6), most: most / 1e6 }))
  return bytes
}

function refused({ message, hint = '' }: { readonly message: string; readonly hint?: string }): AppError {
  return new AppError('REFUSED', message, { hint })
}
