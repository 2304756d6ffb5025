import { type FileWish, isFileWish, type ResultFile } from '../../shared/result-file.ts'
import type { StoredFile } from '../../shared/stored-value.ts'
import { notCloneable } from './encode-value.ts'
import { findFile, type FoundFile } from './find-file.ts'
import { keepFile } from './keep-file.ts'
import { isLostInClone } from './lost-in-clone.ts'
import { replaceParts } from './replace-parts.ts'
import { containersOf } from './result-parts.ts'

/** A result whose files were taken, and where they lie until the store has them. */
export interface TakenFiles { readonly value: unknown; readonly files: readonly StoredFile[] }

/**
 * Takes every file that `file(path)` put into a result (F3): one in the working folder is moved, another copied. All are
 * looked at before one is touched. Throws NOT_CLONEABLE for what a clone would empty, FILE_MISSING, BAD_ARGUMENT, DISK_FULL or HOST_FAILED, naming the file.
 */
export function takeFiles(value: unknown, workDir: string): TakenFiles {
  const wishes: FileWish[] = []
  for (const part of containersOf(value)) {
    if (isFileWish(part)) wishes.push(part)
    else if (isLostInClone(part)) throw notCloneable(value, 'result')
  }
  if (wishes.length === 0) return { value, files: [] }
  const found = wishes.map((wish) => [wish, findFile(wish, workDir)] as const)
  const byPath = new Map<string, StoredFile>()
  const files = new Map<string, StoredFile>()
  const replacements = new Map<object, ResultFile>()
  for (const [wish, file] of found) {
    const stored = byPath.get(file.path) ?? keepFile(file, { workDir, ordinal: byPath.size + 1 })
    byPath.set(file.path, stored)
    if (!files.has(stored.hash)) files.set(stored.hash, stored)
    replacements.set(wish, resultFile(file, stored))
  }
  return { value: replaceParts(value, replacements), files: [...files.values()] }
}

function resultFile({ name }: FoundFile, { hash, size }: StoredFile): ResultFile { return { $simmer: 'file', hash, size, name } }
