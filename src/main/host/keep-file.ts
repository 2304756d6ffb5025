import { join } from 'node:path'
import { brandAs } from '../../shared/brand.ts'
import { AppError } from '../../shared/errors.ts'
import type { StoredFile } from '../../shared/stored-value.ts'
import { fileSystem } from './file-system.ts'
import type { FoundFile } from './find-file.ts'

const { chmodSync, closeSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } = fileSystem

/** So much is in memory at a time, whatever the file's size. */
const pieceSize = 1 << 20

/** Where to put what is kept until the store takes it; `ordinal` tells the files of one result apart. */
export interface KeepPlace { readonly workDir: string; readonly ordinal: number }

/**
 * Puts a file of a result aside, synced, hashed and read-only: moved where it is the job's own, else copied. Throws
 * DISK_FULL, or HOST_FAILED where it cannot be read to its end or is still being written.
 */
export function keepFile(found: FoundFile, { workDir, ordinal }: KeepPlace): StoredFile {
  const folder = join(workDir, `.result-files-${process.pid}`)
  const file = join(folder, String(ordinal))
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (found.own) renameSync(found.path, file)
    const kept = found.own ? hashFile(file) : copyFile(found.path, file)
    chmodSync(file, 0o400)
    return { hash: brandAs(kept.hash), size: kept.size, file }
  } catch (thrown) {
    if (!found.own) rmSync(file, { force: true })
    throw unkept(found, thrown)
  }
}

interface Kept { readonly hash: string; readonly size: number }

function hashFile(path: string): Kept {
  const fd = openSync(path, 'r')
  try {
    const kept = readAll(fd, () => undefined)
    if (fstatSync(fd).size !== kept.size) throw new AppError('HOST_FAILED', 'it is still being written')
    fsyncSync(fd)
    return kept
  } finally { closeSync(fd) }
}

function copyFile(from: string, to: string): Kept {
  const source = openSync(from, 'r')
  try {
    const copy = openSync(to, 'wx', 0o600)
    try {
      const kept = readAll(source, (piece) => { for (let written = 0; written < piece.length;) written += writeSync(copy, piece, written) })
      fsyncSync(copy)
      return kept
    } finally { closeSync(copy) }
  } finally { closeSync(source) }
}

function readAll(fd: number, take: (piece: Uint8Array) => void): Kept {
  // Not imported: as an ES module `node:crypto` costs every host 10 ms of its start.
  const hasher = process.getBuiltinModule('node:crypto').createHash('sha256')
  const buffer = Buffer.allocUnsafeSlow(pieceSize)
  let size = 0
  for (;;) {
    const length = readSync(fd, buffer, 0, pieceSize, null)
    if (length === 0) return { hash: hasher.digest('hex'), size }
    const piece = buffer.subarray(0, length)
    hasher.update(piece)
    take(piece)
    size += length
  }
}

function unkept({ asked }: FoundFile, cause: unknown): AppError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  const what = `file(${JSON.stringify(asked)}) of the result could not be kept`
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new AppError('DISK_FULL', `${what}: the disk is full`, { cause, hint: 'Free some space, then run again.' })
    : new AppError('HOST_FAILED', `${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause, hint: 'Close it before you return it.' })
}
