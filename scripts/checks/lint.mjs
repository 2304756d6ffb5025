import { join } from 'node:path'
import { localNode } from '../lib/local-node.mjs'
import { root } from '../lib/paths.mjs'
import { runCaptured } from '../lib/run-captured.mjs'

/**
 * Runs ESLint over the whole project; what did not change since the last run is not looked at again.
 * @returns {Promise<{ passed: boolean, output: string }>}
 */
export async function lint() {
  const cache = join(root, 'node_modules', '.cache', 'eslint', '/')
  const args = [join(root, 'node_modules', 'eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0', '--cache', '--cache-location', cache]
  const { code, output } = await runCaptured(localNode, args, { cwd: root })
  return { passed: code === 0, output: output.trim() }
}
