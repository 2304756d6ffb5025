import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runCaptured } from '../lib/run-captured.mjs'

/**
 * Shared libraries that an executable needs and the system lacks, by file name.
 * @param {string} executable
 * @returns {Promise<string[]>}
 */
export async function missingLibraries(executable) {
  const { stdout } = await runCaptured('ldd', [executable])
  return [...stdout.matchAll(/^\s*(\S+) => not found$/gm)].map(([, name]) => String(name))
}

/**
 * Those of the named programs that are in no folder of the path.
 * @template {string} Name
 * @param {Record<Name, string>} programs
 * @param {string} [path]
 * @returns {Name[]}
 */
export function missingPrograms(programs, path = process.env['PATH'] ?? '') {
  const folders = [...path.split(delimiter), '/usr/sbin', '/sbin']
  return /** @type {Name[]} */ (Object.keys(programs)).filter((name) => !folders.some((folder) => isExecutable(join(folder, name))))
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
