import { dirname, join } from 'node:path'
import { brandAs } from '../../shared/brand.ts'
import { AppError } from '../../shared/errors.ts'
import { inlineLimit, type StoredValue } from '../../shared/stored-value.ts'
import { encodeValue } from './encode-value.ts'
import { fileSystem } from './file-system.ts'
import { takeFiles } from './take-files.ts'

const { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } = fileSystem

/**
 * A result as it is stored: small ones as bytes, whose hash main adds, larger ones as a synced and hashed file in
 * `workDir` that the store moves to its own place, as it does with the files that `file(path)` put into the result. Throws
 * NOT_CLONEABLE, DISK_FULL, and what {@link takeFiles} throws.
 */
export function encodeResult(value: unknown, workDir: string): StoredValue {
  const taken = takeFiles(value, workDir)
  const stored = encodeWhole(taken.value, workDir)
  return taken.files.length === 0 ? stored : { ...stored, files: taken.files }
}

function encodeWhole(value: unknown, workDir: string): StoredValue {
  const bytes = encodeValue(value, 'result')
  if (bytes.length <= inlineLimit) return { hash: brandAs(''), size: bytes.length, bytes }
  const file = join(workDir, `.result-${process.pid}`)
  try { writeSynced(file, bytes) } catch (error) {
    rmSync(file, { force: true })
    throw unwritten(error, bytes.length)
  }
  // Not imported: as an ES module `node:crypto` costs every host 10 ms of its start.
  const hash = process.getBuiltinModule('node:crypto').createHash('sha256').update(bytes).digest('hex')
  return { hash: brandAs(hash), size: bytes.length, file }
}

function writeSynced(file: string, bytes: Uint8Array): void {
  const open = (): number => openSync(file, 'wx', 0o600)
  let fd: number
  try { fd = open() } catch {
    // The script removed its own working folder.
    mkdirSync(dirname(file), { recursive: true })
    fd = open()
  }
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(fd, bytes, written)
    fsyncSync(fd)
  } finally { closeSync(fd) }
}

function unwritten(error: unknown, size: number): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const megabytes = Math.ceil(size / 1e6)
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new AppError('DISK_FULL', `The result (${megabytes} MB) could not be kept: the disk is full`, { hint: 'Free some space, then run again.', cause: error })
    : new AppError('HOST_FAILED', `The result (${megabytes} MB) could not be written to the job's working folder`, { cause: error })
}
