import { cp, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/lib/paths.mjs'
import { launchApp, type LaunchedApp, type LaunchOptions } from './launch-app.ts'

/** The real app on a folder of its own with the scripts of some scenarios. */
export interface ScenarioApp extends LaunchedApp {
  /** The tasks folder. */
  readonly folder: string
  /** Removes the tasks folder; the app itself ends as every launched app does. */
  removeScripts(): Promise<void>
}

/**
 * Starts the app for a whole test file on copies of files of `test/fixtures/scenarios`. Four jobs run at once, whatever
 * the machine has, so that jobs which a scenario wants beside one another are.
 */
export async function launchScenarios(names: readonly string[], options: LaunchOptions = {}): Promise<ScenarioApp> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'simmer-scenarios-')))
  for (const name of names) await cp(join(root, 'test/fixtures/scenarios', name), join(folder, name), { recursive: true })
  const launched = await launchApp({ tasks: folder, lasts: 'file', ...options, env: { SIMMER_JOBS_AT_ONCE: '4', ...options.env } })
  return Object.assign(launched, { folder, removeScripts: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) })
}
