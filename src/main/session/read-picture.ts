import { constants, open } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../shared/errors.ts'
import { pictureHead, pictureType } from '../../shared/picture-type.ts'

/** Bytes of the largest picture that is shown: what a window can hold several of. */
const limit = 64 * 1024 * 1024

/**
 * A picture file's bytes; a relative path is one beside the script. Nothing but pictures is read, told by what the file
 * begins with: a page cannot have other files through this.
 */
export async function readPicture(script: string, asked: string): Promise<Uint8Array> {
  const file = asked.startsWith('file:') ? fileURLToPath(asked) : path.resolve(path.dirname(script), asked)
  // A named pipe would be waited for without end. Windows has neither the pipes nor the flag.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK || 0)).catch((cause: unknown) => { throw unreadable(file, cause) })
  try {
    const found = await handle.stat()
    if (!found.isFile()) throw new AppError('BAD_ARGUMENT', `${file} is no file`)
    if (found.size > limit) throw new AppError('REFUSED', `${file} is larger than the ${limit / 1024 / 1024} MB that are shown`, { hint: 'Make the picture smaller.' })
    const head = new Uint8Array(pictureHead)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    if (pictureType(head.subarray(0, bytesRead)) === null) throw new AppError('BAD_ARGUMENT', `${file} is no picture of a kind that is shown`, { hint: 'Use PNG, JPEG, GIF, WebP, AVIF, BMP or SVG.' })
    return new Uint8Array(await handle.readFile())
  } finally { await handle.close() }
}

function unreadable(file: string, cause: unknown): AppError {
  const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
  return new AppError(missing ? 'FILE_MISSING' : 'REFUSED', missing ? `There is no file ${file}` : `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, { cause, hint: 'A relative path is one beside the script.' })
}
