import { type Dirent, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface FoundFile {
  readonly path: string
  readonly size: number
  /** Milliseconds since 1970. */
  readonly modified: number
}
/** What a walk met beside files. */
export interface WalkTally {
  files: number
  folders: number
  /** Symbolic links: counted, never followed, so a walk always ends. */
  links: number
  /** Second and further names of one file (hard links): they take no room of their own. */
  hardLinks: number
  /** Sockets, pipes and devices. */
  others: number
  readonly unreadable: string[]
}
export interface WalkOptions { readonly hidden: boolean }

export function emptyTally(): WalkTally {
  return { files: 0, folders: 0, links: 0, hardLinks: 0, others: 0, unreadable: [] }
}

/**
 * Gives each ordinary file below `root` once, and counts what else it meets in `tally`. Entries that cannot be
 * read, or that vanish meanwhile, are noted there and passed over. `hidden`: names that begin with a dot too.
 * Synchronous, as is all of this room: a job has a process of its own to block, and many small calls are several times as fast.
 */
export function* walkFolder(root: string, tally: WalkTally, options: WalkOptions): Generator<FoundFile, void> {
  const seen = new Set<string>()
  const folders = [root]
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of entriesOf(folder, tally)) {
      if (!options.hidden && entry.name.startsWith('.')) continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        tally.folders += 1
        folders.push(path)
      } else if (entry.isSymbolicLink()) tally.links += 1
      else if (!entry.isFile()) tally.others += 1
      else {
        const file = describeFile(path, tally, seen)
        if (file !== null) yield file
      }
    }
  }
}

/** In the order of names, so that two walks of one folder give one result. */
function entriesOf(folder: string, tally: WalkTally): readonly Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch {
    tally.unreadable.push(folder)
    return []
  }
}

function describeFile(path: string, tally: WalkTally, seen: Set<string>): FoundFile | null {
  try {
    const stats = lstatSync(path, { bigint: true })
    if (stats.nlink > 1n) {
      const identity = `${stats.dev}:${stats.ino}`
      if (seen.has(identity)) {
        tally.hardLinks += 1
        return null
      }
      seen.add(identity)
    }
    tally.files += 1
    return { path, size: Number(stats.size), modified: Number(stats.mtimeMs) }
  } catch {
    tally.unreadable.push(path)
    return null
  }
}
