import { buildSdkTypes } from '../lib/sdk-types.mjs'
import { buildElectronPart } from './electron-part.mjs'
import { buildPrograms } from './programs.mjs'

/**
 * @typedef {object} Part a piece of the build that is made anew as a whole
 * @property {string} name
 * @property {readonly string[]} inputs files and folders, relative to the project's root, whose change makes it stale
 * @property {Readonly<Record<string, string>>} entries source → output that must be there for it to be up to date
 * @property {() => Promise<void>} build
 */

const everywhere = ['package-lock.json', 'scripts/build']

/** @type {readonly Part[]} */
export const parts = [
  {
    name: 'main',
    inputs: [...everywhere, 'electron.vite.config.ts', 'package.json', 'src/main', 'src/shared', 'src/sdk'],
    entries: { 'src/main/index.ts': 'out/main/index.js' },
    build: () => buildElectronPart('main'),
  },
  {
    name: 'preload',
    inputs: [...everywhere, 'electron.vite.config.ts', 'src/preload', 'src/shared'],
    entries: { 'src/preload/index.ts': 'out/preload/index.cjs' },
    build: () => buildElectronPart('preload'),
  },
  {
    name: 'renderer',
    inputs: [...everywhere, 'electron.vite.config.ts', 'nuxt-ui.options.ts', 'src/renderer', 'src/shared'],
    entries: { 'src/renderer/index.html': 'out/renderer/index.html' },
    build: () => buildElectronPart('renderer'),
  },
  {
    name: 'programs',
    inputs: [...everywhere, 'src/main', 'src/cli', 'src/sdk', 'src/shared'],
    entries: {
      'src/main/host/main.ts': 'out/host/main.js',
      'src/main/host/io-thread.ts': 'out/host/io-thread.js',
      'src/sdk/index.ts': 'out/sdk/index.js',
      'src/cli/main.ts': 'out/cli/main.js',
    },
    build: buildPrograms,
  },
  {
    name: 'script types',
    inputs: [...everywhere, 'scripts/lib/sdk-types.mjs', 'src/sdk', 'src/shared', 'tsconfig.base.json', 'tsconfig.node.json'],
    entries: { 'src/sdk/index.ts': 'out/sdk/index.d.ts' },
    build: () => buildSdkTypes(),
  },
]
