import { closeSync, openSync, readSync } from 'node:fs'
import { errorCode } from './storage-error.ts'

/** What the first 100 bytes of a database file say. */
export interface DatabaseHeader { readonly userVersion: number; readonly applicationId: number }

const magic = 'SQLite format 3\0'
const headerBytes = 100

/**
 * Reads a file's header without SQLite, which would lock the file and may write beside it. `absent` for a file that
 * is missing or empty, `foreign` for one that is no SQLite database.
 */
export function readDatabaseHeader(file: string): DatabaseHeader | 'absent' | 'foreign' {
  const bytes = readStart(file)
  if (bytes === undefined || bytes.length === 0) return 'absent'
  if (bytes.length < headerBytes || bytes.toString('latin1', 0, magic.length) !== magic) return 'foreign'
  // Versions of the format for writing and reading; SQLite takes a file of another one as one that it may not write.
  if (![1, 2].includes(bytes[18] ?? 0) || ![1, 2].includes(bytes[19] ?? 0)) return 'foreign'
  return { userVersion: bytes.readUInt32BE(60), applicationId: bytes.readUInt32BE(68) }
}

function readStart(file: string): Buffer | undefined {
  let descriptor: number
  try { descriptor = openSync(file, 'r') } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return undefined
    throw thrown
  }
  try {
    const bytes = Buffer.alloc(headerBytes)
    return bytes.subarray(0, readSync(descriptor, bytes, 0, headerBytes, 0))
  } finally { closeSync(descriptor) }
}
