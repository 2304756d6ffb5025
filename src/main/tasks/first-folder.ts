import { randomUUID } from 'node:crypto'
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { SettingsStore } from '../engine/ports.ts'

const settingName = 'firstFolder'

export interface FirstFolderOptions {
  /** The user's Documents. */
  readonly documents: string
  /** The examples that come with the app. */
  readonly examples: string
  readonly settings: SettingsStore
}

/**
 * The tasks folder of an installed app, `Documents/Simmer`: made at the first start with the examples in it, and left to
 * the user from then on. `made` says that Simmer made it, so that its scripts need no trust; one that was there is not ours.
 */
export async function firstFolder({ documents, examples, settings }: FirstFolderOptions): Promise<{ readonly folder: string; readonly made: boolean }> {
  const folder = path.join(documents, 'Simmer')
  const kept = settings.read(settingName)
  if (kept === folder) return { folder, made: true }
  if (await stat(folder).then(() => true, () => false)) return { folder, made: false }
  const draft = path.join(documents, `.Simmer-${randomUUID()}`)
  try {
    await mkdir(draft, { recursive: true })
    await cp(examples, draft, { recursive: true, filter: (file) => !['node_modules', '.simmer'].includes(path.basename(file)) })
    // Whole or not at all: a start that is cut off copies again.
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
  settings.write(settingName, folder)
  return { folder, made: true }
}
