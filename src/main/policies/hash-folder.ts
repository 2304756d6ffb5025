import { createHash, type Hash } from 'node:crypto'
import { type Dirent, lstatSync, readdirSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { AppError } from '../../shared/errors.ts'
import { hashFile } from './hash-file.ts'
import type { HashMemo } from './hash-memo.ts'
import { pathError } from './path-error.ts'

export interface FolderHashing { readonly content: boolean; readonly memo: HashMemo; readonly signal: AbortSignal }
interface Walk extends FolderHashing { readonly root: string; readonly hash: Hash; seen: number }

/** Asynchronous file system calls cost four times as much; the thread looks up from its work this often instead. */
const entriesPerTurn = 200

/**
 * sha256 over everything below a folder, in the order of the names: relative paths with sizes and mtimes, or with
 * the bytes (`content`). Links count by where they point and are not followed. Throws FILE_MISSING, BAD_ARGUMENT
 * naming what may not be read, and the signal's reason.
 */
export async function hashFolder(root: string, hashing: FolderHashing): Promise<string> {
  const stats = at(root, () => statSync(root))
  if (!stats.isDirectory()) throw new AppError('BAD_ARGUMENT', `Expected a folder, but ${root} is a file.`, { hint: 'Use fileHash(…) for files.' })
  const walk: Walk = { ...hashing, root, hash: createHash('sha256'), seen: 0 }
  await walkFolder(walk, '')
  return walk.hash.digest('hex')
}

async function walkFolder(walk: Walk, below: string): Promise<void> {
  const folder = join(walk.root, below)
  const entries = at(folder, () => readdirSync(folder, { withFileTypes: true }))
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (++walk.seen % entriesPerTurn === 0) await setImmediate()
    walk.signal.throwIfAborted()
    const path = below === '' ? entry.name : `${below}/${entry.name}`
    try { await feedEntry(walk, entry, path) } catch (thrown) {
      // Deleted while this walked: as if it had gone a moment earlier.
      if (!(thrown instanceof AppError && thrown.code === 'FILE_MISSING')) throw thrown
    }
  }
}

async function feedEntry(walk: Walk, entry: Dirent, path: string): Promise<void> {
  const full = join(walk.root, path)
  const feed = (...parts: readonly string[]): void => { walk.hash.update(`${JSON.stringify([path, ...parts])}\n`) }
  if (entry.isDirectory()) {
    feed('folder')
    await walkFolder(walk, path)
  } else if (entry.isSymbolicLink()) feed('link', at(full, () => readlinkSync(full)))
  else if (!entry.isFile()) feed('special')
  else if (walk.content) feed('bytes', await hashFile(full, walk.memo, walk.signal))
  else {
    const { size, mtimeNs } = at(full, () => lstatSync(full, { bigint: true }))
    feed('file', String(size), String(mtimeNs))
  }
}

function at<T>(path: string, look: () => T): T {
  try { return look() } catch (thrown) { throw pathError(thrown, path) }
}
