import { join } from 'node:path'
import type { LaunchOptions } from './launch-app.ts'

/** Variables of the test run that would change how the app runs. */
const notForTheApp = ['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'NODE_ENV', 'VITEST', 'SIMMER_DATA', 'SIMMER_TASKS', 'SIMMER_JOBS_AT_ONCE']

/** The environment that a tested app starts in: the run's own, its folders apart from the user's. */
export function appEnvironment(dataDir: string, options: LaunchOptions): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !notForTheApp.includes(entry[0]) && !entry[0].startsWith('VITEST_'),
  )
  return {
    ...Object.fromEntries(inherited),
    HOME: join(dataDir, 'home'),
    XDG_CONFIG_HOME: join(dataDir, 'home', '.config'),
    XDG_CACHE_HOME: join(dataDir, 'home', '.cache'),
    SIMMER_DATA: dataDir,
    ...(options.tasks === undefined ? {} : { SIMMER_TASKS: options.tasks }),
    ...options.env,
  }
}
