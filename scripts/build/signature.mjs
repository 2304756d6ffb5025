import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A short text that changes when a file in the inputs is added, removed or written.
 * @param {string} root
 * @param {readonly string[]} inputs files and folders relative to `root`; one that is missing counts as empty
 */
export function signatureOf(root, inputs) {
  const hash = createHash('sha256')
  for (const input of inputs) add(hash, root, input)
  return hash.digest('hex')
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} root
 * @param {string} path
 */
function add(hash, root, path) {
  const stat = statSync(join(root, path), { throwIfNoEntry: false })
  if (stat === undefined) return
  if (!stat.isDirectory()) {
    hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`)
    return
  }
  for (const name of readdirSync(join(root, path)).sort()) add(hash, root, `${path}/${name}`)
}
