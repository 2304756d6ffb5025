import path from 'node:path'
import envPaths from 'env-paths'

/** Where everything is kept: `SIMMER_DATA`, else the system's place for application data. The same for app and terminal. */
export function dataFolder(env: NodeJS.ProcessEnv): string {
  const asked = env['SIMMER_DATA']
  return asked === undefined || asked === '' ? envPaths('Simmer', { suffix: '' }).data : path.resolve(asked)
}
