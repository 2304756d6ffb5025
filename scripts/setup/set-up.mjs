import { delimiter, join } from 'node:path'
import { localNode, oldestNode } from '../lib/local-node.mjs'
import { cacheFolder, root } from '../lib/paths.mjs'
import { runAttached } from '../lib/run-attached.mjs'
import { checkElectronRuns } from './check-electron-runs.mjs'
import { checkLocalNode } from './check-local-node.mjs'
import { setUpElectron } from './electron.mjs'
import { withLock } from '../lib/with-lock.mjs'
import { installPackages } from './packages.mjs'
import { createReporter } from './reporter.mjs'
import { setUpSystemLibraries } from './system-libraries.mjs'

/** Set in the environment of a script that set-up started again on the project's own Node. */
const resumed = 'SIMMER_SETUP_RESUMED'

/**
 * @typedef {object} SetUpOptions
 * @property {'terminal' | 'window' | 'tests'} purpose how much is needed: `terminal` needs no Electron, `tests` need a
 *   display of their own too
 * @property {boolean} [quiet] says only what it does, not what was there, and says it on stderr
 * @property {boolean} [retryElectron] asks for the official Electron again where an earlier run could not have it
 */

/**
 * Does what is not done yet and returns in a process that runs on the project's own Node: where this one does not, the
 * script is started again on it and this process ends with the exit code of that one.
 * @param {SetUpOptions} options
 */
export async function setUp({ purpose, quiet = false, retryElectron = false }) {
  const reporter = createReporter({ quiet, stream: quiet ? process.stderr : process.stdout, now: Date.now })
  const wasResumed = process.env[resumed] === '1'
  delete process.env[resumed]
  /** @param {() => Promise<void>} work */
  const alone = (work) =>
    withLock(join(cacheFolder, 'setup.lock'), work, (holder) => {
      process.stderr.write(`Waiting for another set-up to end (process ${holder}) …\n`)
    })
  if (!wasResumed) {
    await alone(async () => {
      await installPackages(root, reporter.step('npm packages'))
      await checkLocalNode(reporter.step('Node'))
    })
    if (!isLocalNode()) await resumeOnLocalNode()
  }
  if (purpose === 'terminal') return
  await alone(async () => {
    await setUpElectron(reporter.step('Electron'), { retryOfficial: retryElectron })
    if (process.platform === 'linux') {
      await setUpSystemLibraries(reporter.step('system libraries'), { forTests: purpose === 'tests' })
    }
    await checkElectronRuns(reporter.step('check'))
  })
}

function isLocalNode() {
  return Number(process.versions.node.split('.')[0]) >= oldestNode
}

/** @returns {Promise<never>} */
async function resumeOnLocalNode() {
  const env = { ...process.env, [resumed]: '1', PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env['PATH'] ?? ''}` }
  process.exit(await runAttached(localNode, process.argv.slice(1), { env }))
}
