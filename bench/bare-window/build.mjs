import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'
import { signatureOf } from '../../scripts/build/signature.mjs'
import { root } from '../../scripts/lib/paths.mjs'
import { readJson } from '../../scripts/lib/read-json.mjs'

const inputs = ['bench/bare-window', 'package-lock.json']

/**
 * Builds the bare window where it is not built as it stands, with the settings of the app's own window.
 * @returns {Promise<string>} the folder to start Electron with
 */
export async function buildBareWindow() {
  const folder = join(root, '.cache', 'bench', 'bare-window')
  const signature = signatureOf(root, inputs)
  if (readJson(join(folder, 'package.json'))?.signature === signature) return folder
  mkdirSync(folder, { recursive: true })
  await build({
    configFile: false, logLevel: 'error', root: join(root, 'bench', 'bare-window'), base: './',
    plugins: [vue(), ui({ root, router: false, autoImport: false, components: false, ui: { colors: { primary: 'teal', neutral: 'mist' } } })],
    build: { outDir: join(folder, 'renderer'), emptyOutDir: true, target: 'chrome130', modulePreload: { polyfill: false } },
  })
  cpSync(join(root, 'bench', 'bare-window', 'main.mjs'), join(folder, 'main.mjs'))
  // Last, since it says that the rest is whole.
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'simmer-bare-window', version: '0.0.0', private: true, type: 'module', main: 'main.mjs', signature }))
  return folder
}
