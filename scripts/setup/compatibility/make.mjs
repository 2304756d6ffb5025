import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { electronCache, root } from '../../lib/paths.mjs'
import { addDefaultApp } from './add-default-app.mjs'
import { fetchZip } from './fetch-zip.mjs'
import { recipe } from './recipe.mjs'
import { unpack } from './unpack.mjs'

/**
 * Makes the compatibility runtime in `.cache/electron/compatibility`: `dist` (without a default app, for packaging),
 * `native/node_modules` (modules built for it) and `development` (with the default app). Replaces an older one only
 * when the new one is whole.
 * @returns {Promise<Omit<import('../../lib/electron-runtime.mjs').RuntimeRecord, 'wanted'>>}
 */
export async function makeCompatibilityRuntime() {
  const partial = join(electronCache, 'partial')
  rmSync(partial, { recursive: true, force: true })
  const made = join(partial, 'compatibility')
  const [dist, native, development] = [join(made, 'dist'), join(made, 'native', 'node_modules'), join(made, 'development')]
  try {
    mkdirSync(join(dist, 'resources'), { recursive: true })
    const zip = await fetchZip(partial)
    await unpack(zip, { dist, native })
    await setFuses(join(dist, 'electron'))
    writeFileSync(join(dist, 'version'), recipe.electron)
    addDefaultApp({ dist, native, into: development })
    const final = join(electronCache, 'compatibility')
    rmSync(final, { recursive: true, force: true })
    renameSync(made, final)
    return record(relative(root, final))
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/**
 * The snapshot that the fuse names was dropped; Playwright drives the main process through the inspector.
 * @param {string} executable
 */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses')
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}

/**
 * @param {string} folder
 * @returns {Omit<import('../../lib/electron-runtime.mjs').RuntimeRecord, 'wanted'>}
 */
function record(folder) {
  return {
    kind: 'compatibility',
    electron: recipe.electron,
    executable: join(folder, 'development', 'electron'),
    bare: join(folder, 'dist'),
    native: join(folder, 'native', 'node_modules'),
    recipe: recipe.number,
  }
}
