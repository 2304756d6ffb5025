import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../lib/failure.mjs'
import { root } from '../lib/paths.mjs'
import { sdkOutside } from './sdk-outside.mjs'

/** The oldest Node that these run on: the one inside Electron 33. */
const target = 'node20.18'

/** What cannot be bundled: native code, and what reads its own files at run time. */
const external = ['better-sqlite3', 'esbuild', 'electron']

/**
 * Bundles the programs that run outside the window and outside Electron's main: hosts, the SDK that scripts import, the
 * terminal command, and threads. Each lands exactly one folder below `out`, as main does, so that one program finds
 * another at `../<folder>/<name>.js` from its own `import.meta.url`.
 */
export async function buildPrograms() {
  const { build } = await import('esbuild')
  const shared = /** @type {const} */ ({
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target,
    sourcemap: true,
    logLevel: 'silent',
  })
  for (const folder of ['host', 'sdk', 'cli', 'policies', 'store']) removeScripts(join(root, 'out', folder))
  mkdirSync(join(root, 'out'), { recursive: true })
  // Where these are unpacked beside an asar, no package.json above them says that they are modules.
  writeFileSync(join(root, 'out', 'package.json'), '{ "type": "module" }\n')
  try {
    await Promise.all([
      build({ ...shared, outdir: 'out/sdk', entryPoints: sources('src/sdk', /^(index|internal)\.ts$/), splitting: true, platform: 'neutral' }),
      build({ ...shared, outdir: 'out/host', entryPoints: sources('src/main/host', /^(main|io-thread)\.ts$/), plugins: [sdkOutside] }),
      build({ ...shared, outdir: 'out/policies', entryPoints: sources('src/main/policies', /-worker\.ts$/), external }),
      build({ ...shared, outdir: 'out/store', entryPoints: sources('src/main/store', /-worker\.ts$/), external }),
      build({ ...shared, outdir: 'out/cli', entryPoints: sources('src/cli', /^main\.ts$/), external, banner: { js: requireBanner } }),
    ])
  } catch (error) {
    throw new Failure(/** @type {Error} */ (error).message, 'Mend the source named above, then try again.')
  }
}

/** CommonJS packages inside a module bundle still call `require` for Node's own modules. */
const requireBanner = "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);"

/**
 * Takes away what an earlier build left, but for the types beside it that another part makes.
 * @param {string} folder
 */
function removeScripts(folder) {
  const names = existsSync(folder) ? readdirSync(folder) : []
  for (const name of names.filter((file) => /\.js(\.map)?$/.test(file))) rmSync(join(folder, name))
}

/**
 * @param {string} folder
 * @param {RegExp} names
 */
function sources(folder, names) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder)).filter((name) => names.test(name)).map((name) => `${folder}/${name}`)
}
