import type { LaunchedApp } from './launch-app.ts'

/** Apps that tests of this file have started, with how long each lasts. */
export const launchedApps = new Set<{ readonly app: LaunchedApp; readonly lasts: 'test' | 'file' }>()
