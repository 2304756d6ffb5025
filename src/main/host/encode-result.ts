import { dirname, join } from 'node:path'
import { brandAs } from '../../shared/brand.ts'
import { resultEndings } from '../../shared/endings/result-endings.ts'
import { tellEnding } from '../../shared/endings/tell-ending.ts'
import { AppError } from '../../shared/errors.ts'
import { inlineLimit, type StoredValue } from '../../shared/stored-value.ts'
import { encodeInSections } from './encode-sections.ts'
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
  const { pieces, size } = encodeInSections(value, 'result')
  const [first] = pieces
  if (size <= inlineLimit && first !== undefined) return { hash: brandAs(''), size, bytes: first }
  const file = join(workDir, `.result-${process.pid}`)
  try { return { hash: brandAs(writeSynced(file, pieces)), size, file } } catch (error) {
    rmSync(file, { force: true })
    throw unwritten(error, size)
  }
}

/** Writes and syncs the file; answers with its hash. */
function writeSynced(file: string, pieces: readonly Uint8Array[]): string {
  // Not imported: as an ES module `node:crypto` costs every host 10 ms of its start.
  const hasher = process.getBuiltinModule('node:crypto').createHash('sha256')
  const fd = openNew(file)
  try {
    for (const piece of pieces) {
      for (let written = 0; written < piece.length;) written += writeSync(fd, piece, written)
      hasher.update(piece)
    }
    fsyncSync(fd)
    return hasher.digest('hex')
  } finally { closeSync(fd) }
}

function openNew(file: string): number {
  const open = (): number => openSync(file, 'wx', 0o600)
  try { return open() } catch {
    // The script removed its own working folder.
    mkdirSync(dirname(file), { recursive: true })
    return open()
  }
}

function unwritten(error: unknown, bytes: number): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  const size = Math.ceil(bytes / 1e6)
  const { code: kind, message, hint = '' } = code === 'ENOSPC' || code === 'EDQUOT'
    ? tellEnding(resultEndings.resultDiskFull, { size })
    : tellEnding(resultEndings.resultUnwritable, { size, why: error instanceof Error ? error.message : String(error) })
  return new AppError(kind, message, { hint, cause: error })
}
