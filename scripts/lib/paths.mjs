import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's root folder, absolute, without a trailing slash. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** Where set-up keeps what is not in the repository; git ignores it. */
export const cacheFolder = join(root, '.cache')

/** Where the Electron that set-up found is described and, if made here, kept. */
export const electronCache = join(cacheFolder, 'electron')
