import { checkInherited } from './check-inherited.ts'
import { optionNames } from './option-names.ts'
import type { RawConfig } from './raw-definition.ts'
import { type Options, readAmounts, readOptions } from './read-options.ts'

/** A folder's configuration that was read. */
export interface ReadConfig { readonly options: Options; readonly totals: Readonly<Record<string, number>> }

/** Reads what `simmer.config.ts` gave; nothing where there is none. */
export function readConfig(raw: RawConfig | undefined): ReadConfig {
  const options = readOptions({ label: 'simmer.config', stack: raw?.stack }, raw?.options ?? {}, optionNames.config)
  checkInherited(options)
  return { options, totals: readAmounts(options, 'resources') }
}
