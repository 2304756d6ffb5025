import { api } from '../../api.ts'

/** Bytes of one piece on its way to the disk. */
const pieceSize = 4_000_000

/** Asks where to, and writes the bytes there. Answers false where the user chose no place. */
export async function saveBytes(bytes: Uint8Array, name: string): Promise<boolean> {
  const id = await api.beginExport({ title: 'Save as', name, extensions: [] })
  if (id === null) return false
  try {
    // Copied: a piece of a larger buffer would be sent with all of it.
    for (let from = 0; from < bytes.length; from += pieceSize) await api.writeExport(id, bytes.slice(from, from + pieceSize))
    await api.endExport(id, true)
    return true
  } catch (error) {
    await api.endExport(id, false).catch(() => undefined)
    throw error
  }
}
