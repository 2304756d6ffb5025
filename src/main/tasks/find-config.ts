import { stat } from 'node:fs/promises'
import path from 'node:path'
import { configNames } from './script-extensions.ts'

/** The configuration that counts for a script: the nearest from its own folder up to the tasks folder; null where there is none. */
export async function findConfig(folder: string, script: string): Promise<string | null> {
  for (let at = path.dirname(script); at === folder || at.startsWith(folder + path.sep); at = path.dirname(at)) {
    for (const name of configNames) {
      const file = path.join(at, name)
      if (await stat(file).then((found) => found.isFile(), () => false)) return file
    }
    if (at === folder) return null
  }
  return null
}
