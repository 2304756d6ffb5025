import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'
import { nuxtUiOptions } from './nuxt-ui.options.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/**
 * The app's three bundles. Targets are the oldest runtime that the code runs in (Electron 33), not the one that
 * package.json pins. What is native or reads its own files at run time stays outside the bundle.
 */
export default defineConfig({
  main: {
    root,
    build: {
      outDir: join(root, 'out/main'),
      target: 'node20.18',
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: join(root, 'src/main/index.ts') },
        external: ['better-sqlite3', 'esbuild'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    root,
    build: {
      outDir: join(root, 'out/preload'),
      target: 'node20.18',
      sourcemap: true,
      // A sandboxed preload is one CommonJS file: it can require nothing but Electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: join(root, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'src/renderer'),
    plugins: [
      vue(),
      ui(nuxtUiOptions(root)),
    ],
    build: {
      outDir: join(root, 'out/renderer'),
      target: 'chrome130',
      // The page's security policy allows no inline script, which Vite's polyfill is, and no data: font, which a small file would become.
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: { input: { index: join(root, 'src/renderer/index.html') }, checks: { pluginTimings: false } },
    },
  },
})
