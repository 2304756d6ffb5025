import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { SelfProcess } from './owner.ts'

/** Names the process that a folder belongs to, in the folder. */
const ownerFile = '.simmer-owner'
/** A folder that names nobody (a kill came between its making and that) is left behind when it is so old. ms. */
const unnamedFor = 24 * 3_600_000

/** Says in a folder whose it is. Where that cannot be written, the folder counts as left behind a day later. */
export async function claimFolder(folder: string, self: SelfProcess): Promise<void> {
  await writeFile(path.join(folder, ownerFile), JSON.stringify(self)).catch(() => undefined)
}

export interface LeftFolders {
  /** Where to look, and how the names of such folders begin. */
  readonly parent: string
  readonly prefix: string
  readonly isAlive: (owner: SelfProcess) => Promise<boolean>
}

/** Folders whose owner is dead. One that a live process owns, or that cannot be looked at, is never among them. */
export async function leftFolders({ parent, prefix, isAlive }: LeftFolders): Promise<readonly string[]> {
  const names = (await readdir(parent).catch(() => [])).filter((name) => name.startsWith(prefix))
  const left: string[] = []
  for (const name of names) {
    const folder = path.join(parent, name)
    if (await isLeft(folder, isAlive)) left.push(folder)
  }
  return left
}

async function isLeft(folder: string, isAlive: LeftFolders['isAlive']): Promise<boolean> {
  try {
    const found = await stat(folder)
    // Another user's are not ours to remove.
    if (!found.isDirectory() || process.getuid !== undefined && found.uid !== process.getuid()) return false
    const owner = readOwner(await readFile(path.join(folder, ownerFile), 'utf8').catch(() => ''))
    return owner === undefined ? Date.now() - found.mtimeMs > unnamedFor : !await isAlive(owner)
  } catch { return false }
}

function readOwner(text: string): SelfProcess | undefined {
  try {
    const owner = JSON.parse(text) as Partial<SelfProcess>
    const { pid, startTime, bootId } = owner
    return typeof pid === 'number' && typeof startTime === 'string' && typeof bootId === 'string' ? { pid, startTime, bootId } : undefined
  } catch { return undefined }
}
