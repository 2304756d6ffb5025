import { type FolderConfig, makeConfig } from './definition.ts'
import type { InheritedOptions } from './types/callback-options.ts'

/** What `defineConfig` takes. */
export interface ConfigOptions extends InheritedOptions {
  /** How much of each named resource the folder's jobs may take together. */
  readonly resources?: Readonly<Record<string, number>>
}

/**
 * Configuration of a tasks folder: the default export of `simmer.config.ts` beside the scripts.
 * @example export default defineConfig({ cacheBy: [launchUid()], resources: { gpu: 1 } })
 */
export function defineConfig(options: ConfigOptions): FolderConfig { return makeConfig(options, defineConfig) }
