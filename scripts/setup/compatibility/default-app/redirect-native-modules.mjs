import { createRequire, Module, register } from 'node:module'
import { pathToFileURL } from 'node:url'

const own = createRequire(import.meta.url)

/**
 * Makes `import` and `require` of better-sqlite3 find the build beside this file: the one that apps bring needs a newer
 * Node-API than this Electron has, and ends the process when loaded.
 */
export function redirectNativeModules() {
  /** @type {Record<string, string>} */
  const redirects = { 'better-sqlite3': own.resolve('better-sqlite3') }
  register('./redirect-imports.mjs', import.meta.url, {
    data: Object.fromEntries(Object.entries(redirects).map(([name, file]) => [name, pathToFileURL(file).href])),
  })
  // What `require` has in place of hooks; there is no public way before Node 22.
  const loader = /** @type {{ _resolveFilename(request: string, ...rest: unknown[]): string }} */ (/** @type {unknown} */ (Module))
  const resolveFilename = loader._resolveFilename
  loader._resolveFilename = function (request, ...rest) {
    return redirects[request] ?? resolveFilename.call(this, request, ...rest)
  }
}
