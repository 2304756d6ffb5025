import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'

/** As much of a file as is compared first. */
export const headLength = 65_536

const pieceLength = 1 << 20
const piece = Buffer.alloc(pieceLength)

export interface HashOptions {
  /** Hash no more than so many bytes from the start. */
  readonly length: number
  /** Hears how many bytes more were hashed. */
  readonly onBytes: (bytes: number) => void
}

/** SHA-256 of a file, or of its beginning, as hex. Throws the system's error where it cannot be read. */
export function hashFile(path: string, { length, onBytes }: HashOptions): string {
  const hash = createHash('sha256')
  const file = openSync(path, 'r')
  try {
    for (let offset = 0; offset < length;) {
      const bytes = readSync(file, piece, 0, Math.min(pieceLength, length - offset), offset)
      if (bytes === 0) break
      hash.update(piece.subarray(0, bytes))
      offset += bytes
      onBytes(bytes)
    }
  } finally {
    closeSync(file)
  }
  return hash.digest('hex')
}
