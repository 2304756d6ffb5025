import { fileSystem } from './file-system.ts'

/** True where a child of this process lives, or where that cannot be told (systems other than Linux). */
export function hasChildren(): boolean {
  try {
    const { readdirSync, readFileSync } = fileSystem
    const tasks = '/proc/self/task'
    return readdirSync(tasks).some((thread) => readFileSync(`${tasks}/${thread}/children`, 'latin1') !== '')
  } catch { return true }
}
