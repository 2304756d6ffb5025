import { join } from 'node:path'
import { root } from '../lib/paths.mjs'

const arch = process.arch === 'x64' ? '' : `-${process.arch}`

/** Where electron-builder puts an unpacked app of this machine, by system. */
const places = {
  linux: `linux${arch}-unpacked/simmer`,
  win32: `win${arch}-unpacked/Simmer.exe`,
  darwin: `mac${arch}/Simmer.app/Contents/MacOS/Simmer`,
}

/** The unpacked app that `npm run package` makes. */
export const packagedExecutable = join(root, 'dist', places[/** @type {keyof typeof places} */ (process.platform)] ?? places.linux)
