import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { signatureOf } from '../build/signature.mjs'
import { electronRuntime } from '../lib/electron-runtime.mjs'
import { Failure } from '../lib/failure.mjs'
import { cacheFolder, root } from '../lib/paths.mjs'
import { readJson } from '../lib/read-json.mjs'
import { withLock } from '../lib/with-lock.mjs'
import { writeJson } from '../lib/write-json.mjs'
import { packagedExecutable } from './packaged-executable.mjs'

const inputs = ['out', 'tasks', 'package.json', 'package-lock.json', 'electron-builder.config.mjs', 'scripts/fuses.mjs', 'scripts/package', '.cache/electron/runtime.json']
const stampPath = join(root, 'dist', 'stamp.json')

/**
 * Makes the unpacked app of this machine in `dist`, unless the one there is made of the same files.
 * @returns {Promise<{ executable: string, made: boolean }>}
 */
export function buildPackage() {
  // The build's own lock: what is being packaged must not be built anew meanwhile.
  return withLock(join(cacheFolder, 'build.lock'), async () => {
    const signature = signatureOf(root, inputs)
    if (existsSync(packagedExecutable) && readJson(stampPath)?.signature === signature) return { executable: packagedExecutable, made: false }
    await runBuilder({ dir: true })
    if (!existsSync(packagedExecutable)) {
      throw new Failure(`electron-builder ended well, but ${packagedExecutable} is not there`, 'Look into the folder dist, and at electron-builder.config.mjs.')
    }
    writeJson(stampPath, { signature })
    return { executable: packagedExecutable, made: true }
  })
}

/**
 * Makes what people install, as electron-builder.config.mjs lists it for this system.
 * @returns {Promise<void>}
 */
export async function buildInstallers() {
  const { kind, electron } = electronRuntime()
  if (kind === 'compatibility') {
    throw new Failure(
      `installers are made of the official Electron only, and here is the compatibility runtime ${electron}`,
      'Run `npm run setup -- --retry-electron` where Electron\'s release host can be reached, or `npm run package` for an unpacked app.',
    )
  }
  await runBuilder({ dir: false })
}

/** @param {{ dir: boolean }} options */
async function runBuilder({ dir }) {
  // It would make hard links where CI is set, and then burn the fuses into the runtime that set-up keeps.
  process.env['USE_HARD_LINKS'] = 'false'
  process.env['CSC_IDENTITY_AUTO_DISCOVERY'] ??= 'false'
  const { build } = await import('electron-builder')
  await build({ projectDir: root, config: join(root, 'electron-builder.config.mjs'), dir, publish: 'never' })
}
