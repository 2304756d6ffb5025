import path from 'node:path'
import type { SettingsStore } from '../engine/ports.ts'
import { firstFolder } from '../tasks/first-folder.ts'
import type { Programs } from './programs.ts'

export interface TasksFolderOptions {
  readonly env: NodeJS.ProcessEnv
  /** The user's documents in a packaged app; null in development, where the project's own `tasks/` are shown. */
  readonly documents: string | null
  readonly programs: Programs
}

/** The folder of tasks to begin with. `trusted`: its scripts need no asking. */
export interface FirstTasks { readonly folder: string; readonly trusted: boolean }

/**
 * `SIMMER_TASKS`, else `Documents/Simmer` (made once), else the project's own. Naming a folder in the environment is
 * the user's own word for it, so that it counts as trusted.
 */
export async function tasksFolder({ env, documents, programs }: TasksFolderOptions, settings: SettingsStore): Promise<FirstTasks> {
  const asked = env['SIMMER_TASKS']
  if (asked !== undefined && asked !== '') return { folder: path.resolve(asked), trusted: true }
  if (documents === null) return { folder: programs.tasks, trusted: true }
  const { folder, made } = await firstFolder({ documents, examples: programs.tasks, settings })
  return { folder, trusted: made }
}
