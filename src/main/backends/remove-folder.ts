import { chmod, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Removes a folder with all that is in it, read-only folders of the user's own included. Answers with what could not be
 * removed and why; null: it is gone.
 */
export async function removeFolder(folder: string): Promise<string | null> {
  if (await remove(folder) === null) return null
  // What lies in a read-only folder cannot be removed: package managers make such.
  await openUp(folder)
  return remove(folder)
}

async function remove(folder: string): Promise<string | null> {
  try {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    return null
  } catch (thrown) { return thrown instanceof Error ? thrown.message : String(thrown) }
}

/** Makes folders writable, links not followed. */
async function openUp(folder: string): Promise<void> {
  try {
    await chmod(folder, 0o700)
    for (const entry of await readdir(folder, { withFileTypes: true })) if (entry.isDirectory()) await openUp(join(folder, entry.name))
  } catch { /* Removing tells. */ }
}
