import { closeSync, copyFileSync, fsyncSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ContentHash } from '../../shared/brand.ts'
import { resultEndings } from '../../shared/endings/result-endings.ts'
import { tellEnding } from '../../shared/endings/tell-ending.ts'
import { AppError, fromErrorInfo } from '../../shared/errors.ts'
import { inlineLimit, type StoredFile, type StoredValue } from '../../shared/stored-value.ts'
import type { ValueStore } from '../engine/ports.ts'
import { contentHash, isContentHash } from './content-hash.ts'
import { copyChecked } from './copy-checked.ts'
import { errorCode, storageError, withStorageErrors } from './storage-error.ts'
import { syncFolder } from './sync-folder.ts'
import { plainBytes } from './value-codec.ts'

const againHint = 'Run the task again, with Run fresh if its result comes from the cache.'

const remnantMs = 3_600_000

/** Values by content: large ones as files `ab/<hash>`, small ones where `readInline` finds them. */
export class FileValueStore implements ValueStore {
  readonly #folder: string
  /** ms for which a file stays that nobody refers to. */
  readonly unusedFor: number
  readonly #readInline: (hash: ContentHash) => Uint8Array | undefined

  /** `unusedFor`: ms for which a file stays that nobody refers to; longer than any engine waits between taking a file and committing the row that names it. */
  constructor(folder: string, readInline: (hash: ContentHash) => Uint8Array | undefined, unusedFor = 60_000) {
    this.#folder = folder
    this.unusedFor = unusedFor
    this.#readInline = readInline
    mkdirSync(folder, { recursive: true })
  }

  /**
   * Makes durable what of a value lies in files: a value too large for a row, and the files that it holds. A host's
   * synced files are renamed into the store, bytes are written, synced and renamed; then the folders are synced. A file of the
   * same content is replaced, so that a damaged one is mended by computing again. Throws DISK_FULL, and HOST_FAILED
   * where a host's file is not what it said.
   */
  adopt(value: StoredValue): StoredValue {
    const files = value.files?.map(({ hash, size, file }) => this.#adoptFile({ hash, size, ...(file === undefined ? {} : { file }) }))
    const large = value.file !== undefined || value.size > inlineLimit
    if (!large && files === undefined) return value
    return { ...(large ? this.#adoptFile(value) : value), ...(files === undefined ? {} : { files }) }
  }

  #adoptFile(value: StoredValue): StoredValue {
    if (!isContentHash(value.hash)) throw new AppError('INTERNAL', `Expected a sha256 as the name of a value, got "${String(value.hash)}".`)
    return withStorageErrors(() => {
      const target = this.#prepare(value.hash)
      if (value.file !== undefined) this.#take(value.file, { target, size: value.size })
      else if (value.bytes !== undefined) this.#write(value.bytes, target)
      else if (!this.holds(value)) throw new AppError('DATABASE', 'A result\'s file is lost.', { hint: 'Run it again.' })
      syncFolder(dirname(target))
      return { hash: value.hash, size: value.size }
    })
  }

  read(hash: ContentHash): Uint8Array | undefined {
    if (!isContentHash(hash)) return undefined
    const bytes = withStorageErrors(() => this.#readInline(hash)) ?? this.#readFile(hash)
    return bytes !== undefined && contentHash(bytes) === hash ? plainBytes(bytes) : undefined
  }

  /** The bytes of a small value, or the path of a large one's file, unchecked: for passing on to who checks them. */
  find(hash: ContentHash): { readonly bytes: Uint8Array } | { readonly file: string } | undefined {
    if (!isContentHash(hash)) return undefined
    const bytes = withStorageErrors(() => this.#readInline(hash))
    if (bytes !== undefined) return { bytes }
    return statSync(this.fileOf(hash), { throwIfNoEntry: false })?.isFile() === true ? { file: this.fileOf(hash) } : undefined
  }

  /** True where the value's file is there in its size; its content is checked when it is read. */
  holds({ hash, size }: StoredFile): boolean {
    return isContentHash(hash) && statSync(this.fileOf(hash), { throwIfNoEntry: false })?.size === size
  }

  /** Where a value's file lies, or would: for showing it to the user. */
  fileOf(hash: ContentHash): string { return join(this.#folder, hash.slice(0, 2), hash) }

  /** Says that somebody is about to refer to a file, so that {@link removeUnused} of another process leaves it. */
  touch(hash: ContentHash): void {
    const now = new Date()
    try { utimesSync(this.fileOf(hash), now, now) } catch { /* Gone: whoever looks for it next finds that out. */ }
  }

  /**
   * Removes a file that `isUsed` says nobody refers to. `young`: it was put here or touched lately, and another engine's row
   * may be about to name it. What was touched while it was being removed is put back.
   */
  removeUnused(hash: ContentHash, isUsed: (hash: ContentHash) => boolean): 'gone' | 'kept' | 'young' {
    if (!isContentHash(hash)) return 'kept'
    const file = this.fileOf(hash)
    const aside = `${file}.${process.pid}.unused`
    const age = this.#ageOf(file)
    if (age === undefined) return 'gone'
    if (isUsed(hash)) return 'kept'
    if (age < this.unusedFor) return 'young'
    try {
      renameSync(file, aside)
      if ((this.#ageOf(aside) ?? 0) >= this.unusedFor && !isUsed(hash)) {
        rmSync(aside, { force: true })
        return 'gone'
      }
      renameSync(aside, file)
    } catch { /* Somebody else was quicker, or it may not be removed: it only takes room. */ }
    return 'kept'
  }

  /** The folders that values lie in, and the names in one of them: for looking for what nothing refers to. */
  folders(): readonly string[] {
    try { return readdirSync(this.#folder).filter((name) => /^[0-9a-f]{2}$/u.test(name)) } catch { return [] }
  }

  namesIn(folder: string): readonly string[] {
    try { return readdirSync(join(this.#folder, folder)) } catch { return [] }
  }

  /** Bytes of a value's file; 0 where there is none. */
  sizeOf(hash: ContentHash): number { return statSync(this.fileOf(hash), { throwIfNoEntry: false })?.size ?? 0 }

  /** Removes what an engine that died half way left beside the values, once it is an hour old. */
  removeRemnant(folder: string, name: string): void {
    const file = join(this.#folder, folder, name)
    if (!/^[0-9a-f]{64}\.\d+\.(?:partial|unused)$/u.test(name) || (this.#ageOf(file) ?? 0) < remnantMs) return
    try { rmSync(file, { force: true }) } catch { /* It only takes room. */ }
  }

  /**
   * Copies a value's file to `target`, which is then there whole and right, or as it was before. Rejects with NOT_FOUND
   * where there is none, DATABASE where it is damaged, DISK_FULL, BAD_ARGUMENT where `target` cannot be written.
   */
  async copyFile(hash: ContentHash, { target, name, mode }: { readonly target: string; readonly name: string; readonly mode: number }): Promise<void> {
    this.requireFile(hash, name)
    const from = this.fileOf(hash)
    try {
      if (await copyChecked({ from, to: target, hash, mode })) return
    } catch (thrown) {
      const told = storageError(thrown)
      if (told instanceof AppError && told.code === 'DISK_FULL') throw new AppError('DISK_FULL', `${name} could not be written to ${target}: the disk is full`, { cause: thrown, hint: 'Free some space, then try again.' })
      throw new AppError('BAD_ARGUMENT', `${name} could not be written to ${target}: ${thrown instanceof Error ? thrown.message : String(thrown)}`, { cause: thrown, hint: 'Choose another place.' })
    }
    throw new AppError('DATABASE', `${name} is damaged on the disk`, { hint: againHint })
  }

  /** Throws NOT_FOUND, by `name`, where there is no such file. */
  requireFile(hash: ContentHash, name: string): void {
    if (isContentHash(hash) && statSync(this.fileOf(hash), { throwIfNoEntry: false }) !== undefined) return
    throw new AppError('NOT_FOUND', `${name} is no longer there`, { hint: againHint })
  }

  /** ms since a file was written, touched or renamed; undefined where there is none. */
  #ageOf(file: string): number | undefined {
    const found = statSync(file, { throwIfNoEntry: false })
    // The time of change moves on with a rename, which keeps the time of writing.
    return found === undefined ? undefined : Date.now() - Math.floor(Math.max(found.mtimeMs, found.ctimeMs))
  }

  #prepare(hash: ContentHash): string {
    const target = this.fileOf(hash)
    if (mkdirSync(dirname(target), { recursive: true }) !== undefined) syncFolder(this.#folder)
    return target
  }

  #take(file: string, { target, size }: { readonly target: string; readonly size: number }): void {
    const found = lstatSync(file, { throwIfNoEntry: false })
    if (found?.isFile() !== true || found.size !== size) {
      throw fromErrorInfo(tellEnding(resultEndings.resultLost, { size, found: found === undefined ? 'nothing' : `${found.size} bytes` }))
    }
    try { renameSync(file, target) } catch (thrown) {
      if (errorCode(thrown) !== 'EXDEV') throw thrown
      this.#place(target, (partial) => { copyFileSync(file, partial) })
      rmSync(file)
    }
  }

  #write(bytes: Uint8Array, target: string): void {
    this.#place(target, (partial) => { writeFileSync(partial, bytes) })
  }

  /** A reader sees the whole file or none. */
  #place(target: string, fill: (partial: string) => void): void {
    const partial = `${target}.${process.pid}.partial`
    try {
      fill(partial)
      const descriptor = openSync(partial, 'r+')
      try { fsyncSync(descriptor) } finally { closeSync(descriptor) }
      renameSync(partial, target)
    } finally { rmSync(partial, { force: true }) }
  }

  #readFile(hash: ContentHash): Uint8Array | undefined {
    try { return readFileSync(this.fileOf(hash)) } catch (thrown) {
      const code = errorCode(thrown)
      if (code === 'ENOENT' || code === 'EIO') return undefined
      throw thrown
    }
  }
}
