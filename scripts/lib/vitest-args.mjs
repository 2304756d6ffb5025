import { join } from 'node:path'
import { root } from './paths.mjs'

/**
 * Arguments for Node that run some projects of vitest.config.ts once.
 * @param {readonly string[]} projects
 * @param {{ results: string, args?: readonly string[] }} options results: a folder for the results as JSON, or '' for
 *   none; args: handed on to Vitest, such as the names of files
 */
export function vitestArgs(projects, { results, args = [] }) {
  const json = results === '' ? [] : ['--reporter=default', '--reporter=json', `--outputFile.json=${join(results, `${projects.join('-')}.json`)}`]
  return [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...projects.flatMap((name) => ['--project', name]), ...json, ...args]
}
