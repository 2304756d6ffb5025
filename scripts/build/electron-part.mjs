import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { electronRuntime } from '../lib/electron-runtime.mjs'
import { Failure } from '../lib/failure.mjs'
import { root } from '../lib/paths.mjs'

/**
 * Builds one of the app's bundles as electron.vite.config.ts says.
 * @param {'main' | 'preload' | 'renderer'} part
 */
export async function buildElectronPart(part) {
  // electron-vite stops where it finds no Electron of its own.
  Object.assign(process.env, electronRuntime().env)
  const { loadConfigFromFile, MainConfigFactory, PreloadConfigFactory, RendererConfigFactory } = await import('electron-vite')
  const { build } = await import('vite')
  mkdirSync(join(root, '.cache', 'nuxt-ui'), { recursive: true })
  const inline = { logLevel: /** @type {const} */ ('silent'), mode: 'production' }
  const { config } = await loadConfigFromFile({ command: 'build', mode: 'production' }, join(root, 'electron.vite.config.ts'), root)
  const factories = { main: MainConfigFactory, preload: PreloadConfigFactory, renderer: RendererConfigFactory }
  rmSync(join(root, 'out', part), { recursive: true, force: true })
  try {
    const Factory = factories[part]
    await build(await new Factory(config[part] ?? {}, inline, { root }).build())
  } catch (error) {
    throw new Failure(`the ${part} bundle cannot be built: ${/** @type {Error} */ (error).message}`, 'Mend the source named above, then try again.')
  }
}
