import { createHash } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import type { ContentHash } from '../../shared/brand.ts'

/** Small enough that hashing one does not hold up who else runs in this process. */
const pieceSize = 256 * 1024

export interface CopyOrder { readonly from: string; readonly to: string; readonly hash: ContentHash; readonly mode: number }

/**
 * Copies a file whose content must have `hash`; `to` is there whole, synced and right, or as it was before. False: the
 * content is another. Rejects with what the file system says.
 */
export async function copyChecked({ from, to, hash, mode }: CopyOrder): Promise<boolean> {
  const partial = `${to}.${process.pid}.partial`
  const source = await open(from, 'r')
  try {
    const copy = await open(partial, 'wx', mode)
    try {
      const hasher = createHash('sha256')
      const piece = new Uint8Array(pieceSize)
      for (;;) {
        const { bytesRead } = await source.read(piece, 0, pieceSize, null)
        if (bytesRead === 0) break
        hasher.update(piece.subarray(0, bytesRead))
        for (let written = 0; written < bytesRead;) written += (await copy.write(piece, written, bytesRead - written)).bytesWritten
      }
      if (hasher.digest('hex') !== hash) return false
      await copy.sync()
    } finally { await copy.close() }
    await rename(partial, to)
    return true
  } finally {
    await source.close()
    await rm(partial, { force: true })
  }
}
