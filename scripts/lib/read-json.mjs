import { readFileSync } from 'node:fs'

/**
 * The parsed content of a JSON file, or undefined where it is missing or damaged. For stamps and caches only: what
 * cannot be read is made anew.
 * @param {string} path
 * @returns {any}
 */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}
