import path from 'node:path'
import type { Programs } from './programs.ts'

export interface TasksFolderOptions {
  readonly env: NodeJS.ProcessEnv
  /** The user's documents in a packaged app; null in development, where the project's own `tasks/` are shown. */
  readonly documents: string | null
  readonly programs: Programs
}

/** The folder of tasks to begin with: `SIMMER_TASKS`, else `Documents/Simmer` (made once), else the project's own. */
export function tasksFolder({ env, documents, programs }: TasksFolderOptions): string {
  const asked = env['SIMMER_TASKS']
  if (asked !== undefined && asked !== '') return path.resolve(asked)
  return documents === null ? programs.tasks : path.join(documents, 'Simmer')
}
