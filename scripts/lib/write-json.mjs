import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a JSON file so that a reader sees the old content or the new, never half of it; makes its folder.
 * @param {string} path
 * @param {unknown} content
 */
export function writeJson(path, content) {
  mkdirSync(dirname(path), { recursive: true })
  const partial = `${path}.${process.pid}.partial`
  writeFileSync(partial, `${JSON.stringify(content, null, 2)}\n`)
  renameSync(partial, path)
}
