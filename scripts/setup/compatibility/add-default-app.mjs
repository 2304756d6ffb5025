import { cpSync, linkSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const defaultApp = fileURLToPath(new URL('default-app', import.meta.url))

/**
 * Makes a second tree of the runtime that starts the app named on its command line, as the official one does by itself.
 * The files are hard links: only the small default app and the native modules beside it take space.
 * @param {{ dist: string, native: string, into: string }} folders
 */
export function addDefaultApp({ dist, native, into }) {
  linkTree(dist, into)
  const app = join(into, 'resources', 'app')
  cpSync(defaultApp, app, { recursive: true })
  linkTree(native, join(app, 'node_modules'))
}

/**
 * @param {string} from
 * @param {string} to
 */
function linkTree(from, to) {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else linkSync(source, target)
  }
}
