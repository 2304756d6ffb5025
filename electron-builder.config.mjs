import { electronRuntime } from './scripts/lib/electron-runtime.mjs'
import { fuses } from './scripts/fuses.mjs'
import { nativeFiles } from './scripts/package/native-files.mjs'

const runtime = electronRuntime()

/** @type {import('electron-builder').Configuration} */
export default {
  extends: null,
  appId: 'dev.simmer.app',
  productName: 'Simmer',
  copyright: 'The Simmer authors, MIT licence',
  directories: { output: 'dist' },
  electronDist: runtime.bare,
  electronVersion: runtime.electron,
  electronFuses: fuses,
  npmRebuild: false,
  buildDependenciesFromSource: false,
  asar: true,
  files: [
    'package.json',
    'out/**',
    '!out/stamps.json',
    '!**/*.map',
    // What main imports is bundled into it; only what cannot be is shipped as a package.
    '!node_modules/**',
    'node_modules/esbuild/{lib/main.js,package.json,LICENSE.md}',
    'node_modules/@esbuild/${platform}-${arch}/**',
    ...nativeFiles(runtime.native),
  ],
  // Children of the app are plain Node, which cannot read inside the archive; nor can a program be started from there.
  asarUnpack: ['**/*.node', 'node_modules/@esbuild/**', 'out/package.json', 'out/{host,sdk,policies,store}/**'],
  extraResources: [
    { from: 'tasks', to: 'tasks', filter: ['**/*', '!**/.simmer/**'] },
    // For editors. As resources, since electron-builder takes no declarations into an app.
    { from: 'out/sdk/index.d.ts', to: 'types/simmer.d.ts' },
    { from: 'node_modules/@types/node', to: 'types/node', filter: ['**/*.d.ts', 'package.json', 'LICENSE'] },
    { from: 'node_modules/undici-types', to: 'undici-types', filter: ['**/*.d.ts', 'package.json', 'LICENSE'] },
  ],
  linux: {
    executableName: 'simmer',
    category: 'Science',
    synopsis: 'Long computations on your own machine, each script a page',
    target: ['AppImage', 'deb', 'rpm', 'tar.gz'],
  },
  win: { target: ['nsis', 'portable'] },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
  mac: { target: ['dmg', 'zip'], category: 'public.app-category.developer-tools', hardenedRuntime: true },
}
