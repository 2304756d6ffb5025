import { join } from 'node:path'
import { localNode } from '../lib/local-node.mjs'
import { root } from '../lib/paths.mjs'
import { runAttached } from '../lib/run-attached.mjs'
import { findIsolation } from './isolation.mjs'

/**
 * Runs the end-to-end tests, kept from the rest of the machine as well as it allows, and says how.
 * @param {{ results?: string, args?: readonly string[] }} [options] results: a folder for the results as JSON; args:
 *   handed on to Vitest
 * @returns {Promise<number>} exit code
 */
export async function runE2e({ results = '', args = [] } = {}) {
  const { prefix, sandbox, networkClosed, words } = await findIsolation()
  console.log(`End-to-end tests run ${words}.`)
  const env = {
    ...process.env,
    SIMMER_E2E_SANDBOX: sandbox ? 'on' : 'off',
    SIMMER_E2E_NETWORK: networkClosed ? 'closed' : 'open',
  }
  const [program = localNode, ...rest] = [...prefix, localNode, join(root, 'scripts', 'e2e', 'inside.mjs'), results, ...args]
  return runAttached(program, rest, { cwd: root, env })
}
