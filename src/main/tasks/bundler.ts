import { createHash } from 'node:crypto'
import { readdir, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { BuildOptions } from 'esbuild'
import { AppError } from '../../shared/errors.ts'
import type { Bundle } from '../../shared/protocol.ts'
import { codeHashOf } from './code-hash.ts'
import { esbuildService } from './esbuild-service.ts'
import { packageOf } from './external-package.ts'
import { importsPlugin } from './imports-plugin.ts'
import { scriptError } from './script-error.ts'
import { inlineSourceMap } from './source-map.ts'
import { sourcesPlugin } from './sources-plugin.ts'
import { writeAtomically } from './write-atomically.ts'

export interface BundlerOptions {
  /** Where bundles are kept. */
  readonly bundlesFolder: string
  /** What scripts import as 'simmer', as a file URL. */
  readonly sdkUrl: string
  /** Part of every code hash (H3). */
  readonly contract: number
  /** True for the file of a bundle that somebody still wants to look at. */
  readonly isKept?: (file: string) => boolean
}

export interface ScriptSource {
  /** The tasks folder, absolute: paths in the code hash start here. */
  readonly folder: string
  /** The script, absolute. */
  readonly file: string
  /** The configuration that counts for the script, absolute. */
  readonly config: string | null
}

export interface Bundled {
  readonly bundle: Bundle
  /** The local files that the bundle was made from, absolute: a change of one makes it stale. */
  readonly sources: readonly string[]
}

/** Makes of a script and what it imports one module with the exports `task` and `config`. */
export class Bundler {
  readonly #options: BundlerOptions
  constructor(options: BundlerOptions) { this.#options = options }

  /** Throws SCRIPT_MISSING, or SCRIPT_BROKEN with the place. Runs no code of the script. */
  async bundle(script: ScriptSource): Promise<Bundled> {
    if (await stat(script.file).then((found) => !found.isFile(), () => true)) {
      throw new AppError('SCRIPT_MISSING', `There is no script ${script.file}`, { hint: 'It was moved, renamed or removed.' })
    }
    const sources = new Map<string, Uint8Array>()
    const externals = new Set<string>()
    const [code, map] = await this.#build(script, { sources, externals })
    const packages = await Promise.all([...externals].map(packageOf))
    const codeHash = codeHashOf(script.folder, { sources, packages, contract: this.#options.contract })
    const file = await this.#keep(codeHash, code, map)
    return { bundle: { file, codeHash, scriptFile: script.file, scriptDir: path.dirname(script.file) }, sources: [...sources.keys()] }
  }

  /** Removes bundles that no script has used for a month and nobody keeps. */
  async prune(): Promise<void> {
    const { bundlesFolder, isKept } = this.#options
    const names = await readdir(bundlesFolder).catch(() => [])
    await Promise.all(names.map(async (name) => {
      const file = path.join(bundlesFolder, name)
      const found = await stat(file).catch(() => null)
      if (found !== null && Date.now() - found.mtimeMs > unusedFor && isKept?.(name) !== true) await rm(file, { force: true })
    }))
  }

  async #build(script: ScriptSource, found: { readonly sources: Map<string, Uint8Array>; readonly externals: Set<string> }): Promise<readonly [string, string]> {
    const { build } = await esbuildService()
    const plugins = [
      importsPlugin({ sdkUrl: this.#options.sdkUrl, onExternal: (file) => { found.externals.add(file) } }),
      sourcesPlugin((file, text) => { found.sources.set(file, text) }),
    ]
    try {
      const { outputFiles } = await build({ ...settings, ...entryOf(script), outfile: path.join(this.#options.bundlesFolder, 'bundle.mjs'), plugins })
      const text = (suffix: string): string => outputFiles.find((file) => file.path.endsWith(suffix))?.text ?? ''
      return [text('.mjs'), text('.map')]
    } catch (failure) {
      throw scriptError(failure, script.folder)
    }
  }

  /** The name tells copies apart: one code hash in two folders makes two bundles, for each knows its own place. */
  async #keep(codeHash: string, code: string, map: string): Promise<string> {
    const distinct = createHash('sha256').update(code).digest('hex').slice(0, 12)
    const file = path.join(this.#options.bundlesFolder, `${codeHash}.${distinct}.mjs`)
    const now = new Date()
    // Present already: its time says that it is in use.
    if (await utimes(file, now, now).then(() => true, () => false)) return file
    await writeAtomically(file, code + inlineSourceMap(map, path.join(this.#options.bundlesFolder, 'bundle.mjs')))
    return file
  }
}

/** ms */
const unusedFor = 30 * 24 * 3600 * 1000

const settings = {
  bundle: true, write: false, format: 'esm', platform: 'node', target: 'node20.18', sourcemap: 'external', sourcesContent: false,
  charset: 'utf8', keepNames: true, logLevel: 'silent', conditions: [], legalComments: 'none',
  // A script without a default export is described as such; it need not fail here.
  logOverride: { 'import-is-undefined': 'silent' },
} satisfies BuildOptions

function entryOf({ folder, file, config }: ScriptSource): Pick<BuildOptions, 'stdin' | 'absWorkingDir' | 'banner'> {
  const lines = [
    `import * as script from ${JSON.stringify(file)}`, 'export const task = script.default',
    ...(config === null ? ['export const config = undefined'] : [`import * as folder from ${JSON.stringify(config)}`, 'export const config = folder.default ?? null']),
  ]
  // Scripts in the older module style, and sources that they import, still call require.
  const banner = `import { createRequire as __simmerRequire } from 'node:module'; const require = __simmerRequire(${JSON.stringify(pathToFileURL(file).href)});`
  return { stdin: { contents: lines.join('\n'), resolveDir: folder, sourcefile: 'simmer-entry.js', loader: 'js' }, absWorkingDir: folder, banner: { js: banner } }
}
