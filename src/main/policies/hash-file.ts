import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { AppError } from '../../shared/errors.ts'
import type { FileIdentity, HashMemo } from './hash-memo.ts'
import { pathError } from './path-error.ts'

const chunkBytes = 1024 * 1024

/** sha256 of a file's bytes, read once per (path, size, mtime, inode). Throws FILE_MISSING, BAD_ARGUMENT for folders, and the signal's reason. */
export async function hashFile(path: string, memo: HashMemo, signal: AbortSignal): Promise<string> {
  try {
    const handle = await open(path, 'r')
    try { return await hashOpened(handle, path, { memo, signal }) } finally { await handle.close() }
  } catch (thrown) { throw pathError(thrown, path) }
}

async function hashOpened(handle: FileHandle, path: string, { memo, signal }: { readonly memo: HashMemo; readonly signal: AbortSignal }): Promise<string> {
  const readAt = BigInt(Date.now()) * 1_000_000n
  const before = await identify(handle, path)
  const known = memo.get(before)
  if (known !== undefined) return known
  const hash = createHash('sha256')
  const chunk = Buffer.allocUnsafe(chunkBytes)
  for (;;) {
    signal.throwIfAborted()
    const { bytesRead } = await handle.read(chunk, 0, chunkBytes, null)
    if (bytesRead === 0) break
    hash.update(chunk.subarray(0, bytesRead))
  }
  const digest = hash.digest('hex')
  const after = await identify(handle, path)
  // Written to meanwhile: what was read is no state that the file was ever in.
  if (after.size === before.size && after.mtimeNs === before.mtimeNs) memo.set(before, digest, readAt)
  return digest
}

async function identify(handle: FileHandle, path: string): Promise<FileIdentity> {
  const stats = await handle.stat({ bigint: true })
  if (stats.isFile()) return { path, size: stats.size, mtimeNs: stats.mtimeNs, ino: stats.ino, dev: stats.dev }
  throw new AppError('BAD_ARGUMENT', `Expected a file, but ${path} is ${stats.isDirectory() ? 'a folder' : 'no ordinary file'}.`, { hint: 'Use folderHash(…) for folders.' })
}
