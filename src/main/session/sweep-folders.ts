import { tmpdir } from 'node:os'
import path from 'node:path'
import { removeFolder } from '../backends/remove-folder.ts'
import { removeWork } from '../backends/work-folders.ts'
import type { LivenessProbe } from '../engine/ports.ts'
import { leftFolders } from './owned-folders.ts'

/** How the names of folders begin that hold copies of results' files for other programs. */
export const copiesPrefix = 'simmer-files-'

/** Where Simmer keeps folders of working files. */
export interface WorkPlaces { readonly work: string; readonly kept: string }

/** Removes the folders that dead engines left: of their jobs, and of copies for other programs. Never rejects: what cannot be removed is tried again at the next start. */
export async function sweepFolders({ work, kept }: WorkPlaces, probe: LivenessProbe): Promise<void> {
  const isAlive: LivenessProbe['isAlive'] = (owner) => probe.isAlive(owner)
  for (const folder of await leftFolders({ parent: work, prefix: '', isAlive })) await removeWork(folder, kept)
  for (const folder of await leftFolders({ parent: tmpdir(), prefix: copiesPrefix, isAlive })) await removeFolder(folder)
}

/** The folder of one engine's working folders. */
export function workOf({ work }: WorkPlaces, ownerId: string): string { return path.join(work, ownerId) }
