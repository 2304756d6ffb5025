import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { Failure } from './failure.mjs'
import { electronCache, root } from './paths.mjs'
import { readJson } from './read-json.mjs'

/** Where set-up writes which Electron it found. */
export const runtimeRecord = join(electronCache, 'runtime.json')

/**
 * @typedef {object} RuntimeRecord what `.cache/electron/runtime.json` holds; paths are relative to the project's root
 * @property {'official' | 'compatibility'} kind
 * @property {string} wanted the Electron version that package.json pins
 * @property {string} electron version of the Electron found
 * @property {string} [node] version of the Node inside it, known once it has run
 * @property {string} [chrome] version of the Chromium inside it, known once it has run
 * @property {string} executable
 * @property {string} bare the runtime's folder without a default app, for packaging
 * @property {string} [native] a `node_modules` folder of native modules built for this runtime, for packaging
 * @property {string} [reason] why it is not the official one
 * @property {number} [recipe] the version of the recipe that made it
 */

/**
 * @typedef {object} ElectronRuntime
 * @property {'official' | 'compatibility'} kind
 * @property {string} electron version
 * @property {string | undefined} node
 * @property {string | undefined} chrome
 * @property {string} executable absolute; start it with the app's folder as first argument
 * @property {string} bare absolute
 * @property {string | undefined} native absolute
 * @property {Record<string, string>} env what tools that look for Electron by themselves need in their environment
 */

/**
 * The Electron that set-up found. Reads one small file and checks that the executable is there.
 * @param {string} [record] path of the record, for tests
 * @returns {ElectronRuntime}
 * @throws {Failure} where set-up has not run or its Electron has gone since
 */
export function electronRuntime(record = runtimeRecord) {
  /** @type {RuntimeRecord | undefined} */
  const found = readJson(record)
  if (found === undefined) throw new Failure(`no Electron is set up: ${record} is missing`, 'Run `npm run setup`.')
  const executable = resolve(root, found.executable)
  if (!existsSync(executable)) throw new Failure(`Electron has gone from ${executable}`, 'Run `npm run setup`.')
  return {
    kind: found.kind,
    electron: found.electron,
    node: found.node,
    chrome: found.chrome,
    executable,
    bare: resolve(root, found.bare),
    native: found.native === undefined ? undefined : resolve(root, found.native),
    env: { ELECTRON_OVERRIDE_DIST_PATH: dirname(executable), ELECTRON_EXEC_PATH: executable },
  }
}
