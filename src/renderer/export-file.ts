import type { ExportRequest } from '../shared/contract.ts'
import { safeFileName } from '../shared/safe-file-name.ts'
import { api } from './api.ts'

/** Adds a piece to the file; settles when the disk has it. */
export type WritePiece = (piece: string | Uint8Array) => Promise<void>

/**
 * Asks where to, and has `fill` write the file there piece by piece; it is there whole or not at all. Answers false where
 * the user chose no place; rejects where it cannot be written, and with what `fill` throws.
 */
export async function exportFile(request: ExportRequest, fill: (write: WritePiece) => Promise<void>): Promise<boolean> {
  const id = await api.beginExport({ ...request, name: safeFileName(request.name) })
  if (id === null) return false
  try {
    await fill((piece) => api.writeExport(id, piece))
    await api.endExport(id, true)
    return true
  } catch (thrown) {
    await api.endExport(id, false).catch(() => undefined)
    throw thrown
  }
}
