import { exportFile } from '../../export-file.ts'

/** Bytes of one piece on its way to the disk. */
const pieceSize = 4_000_000

/** Asks where to, and writes the bytes there. Answers false where the user chose no place. */
export function saveBytes(bytes: Uint8Array, name: string): Promise<boolean> {
  return exportFile({ title: 'Save as', name, extensions: [] }, async (write) => {
    // Copied: a piece of a larger buffer would be sent with all of it.
    for (let from = 0; from < bytes.length; from += pieceSize) await write(bytes.slice(from, from + pieceSize))
  })
}
