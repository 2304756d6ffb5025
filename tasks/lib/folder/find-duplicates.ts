import { hashFile, type HashOptions, headLength } from './hash-file.ts'
import type { FoundFile } from './walk-folder.ts'

/** Files with the same bytes, at least two, in the order they were found. */
export type DuplicateGroup = readonly [FoundFile, FoundFile, ...FoundFile[]]
export interface DuplicateSearch {
  /** Hears which fraction of the bytes that may need reading is settled: 0 to 1, never falling. */
  readonly onProgress: (fraction: number) => void
  /** Hears of each file that could not be read; it counts as no duplicate. */
  readonly onUnreadable: (path: string) => void
}

/**
 * Finds files with the same bytes, empty ones left out: first by size, then by the first 64 kB, then by all of
 * their bytes (SHA-256), so that few files are read in full. The groups that waste most come first.
 */
export function findDuplicates(files: readonly FoundFile[], search: DuplicateSearch): readonly DuplicateGroup[] {
  const sameSize = groupBy(files.filter((file) => file.size > 0), (file) => file.size)
  const budget = new ByteBudget(sameSize, search.onProgress)
  const groups: DuplicateGroup[] = []
  for (const bySize of sameSize) {
    const [{ size }] = bySize
    const rest = Math.max(0, size - headLength)
    const sameHead = groupByHash(bySize, { length: Math.min(headLength, size), search, onBytes: (bytes) => { budget.settle(bytes) } })
    budget.settle((bySize.length - sameHead.flat().length) * rest)
    if (rest === 0) groups.push(...sameHead)
    // The head is read again: of these bytes only the share of the rest is news.
    else for (const byHead of sameHead) groups.push(...groupByHash(byHead, { length: size, search, onBytes: (bytes) => { budget.settle(bytes * rest / size) } }))
  }
  return groups.sort((a, b) => wastedBytes(b) - wastedBytes(a))
}

/** What deleting all copies but one would free. */
export function wastedBytes(group: DuplicateGroup): number {
  return group[0].size * (group.length - 1)
}

interface HashGrouping extends HashOptions { readonly search: DuplicateSearch }

function groupByHash(files: DuplicateGroup, { search, ...options }: HashGrouping): readonly DuplicateGroup[] {
  const hashes = new Map<FoundFile, string>()
  for (const file of files) {
    try {
      hashes.set(file, hashFile(file.path, options))
    } catch { search.onUnreadable(file.path) }
  }
  return groupBy([...hashes.keys()], (file) => hashes.get(file))
}

/** Bytes that may have to be read, of which more and more are settled: read, or found not to matter. */
class ByteBudget {
  readonly #total: number
  readonly #onProgress: (fraction: number) => void
  #settled = 0

  constructor(groups: readonly DuplicateGroup[], onProgress: (fraction: number) => void) {
    this.#total = groups.reduce((sum, group) => sum + group[0].size * group.length, 0)
    this.#onProgress = onProgress
  }

  settle(bytes: number): void {
    if (bytes === 0) return
    this.#settled += bytes
    this.#onProgress(Math.min(1, this.#settled / this.#total))
  }
}

/** Groups of two and more files with an equal key, in the order of their first files. */
function groupBy(files: readonly FoundFile[], keyOf: (file: FoundFile) => unknown): readonly DuplicateGroup[] {
  const groups = new Map<unknown, FoundFile[]>()
  for (const file of files) {
    const key = keyOf(file)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [file])
    else group.push(file)
  }
  return [...groups.values()].filter((group): group is FoundFile[] & DuplicateGroup => group.length > 1)
}
