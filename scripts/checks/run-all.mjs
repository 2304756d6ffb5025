import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildAll } from '../build/build-all.mjs'
import { runE2e } from '../e2e/run-e2e.mjs'
import { localNode } from '../lib/local-node.mjs'
import { root } from '../lib/paths.mjs'
import { runAttached } from '../lib/run-attached.mjs'
import { vitestArgs } from '../lib/vitest-args.mjs'
import { buildPackage } from '../package/build-package.mjs'
import { coveredIds, coverageLine, promisedIds } from './covered.mjs'
import { lint } from './lint.mjs'
import { summary, tallyOf } from './tally.mjs'
import { checkTypes } from './types.mjs'

/** @typedef {{ name: string, passed: boolean, output: string }} Check */

const results = join(root, 'test-results')

/**
 * Builds, then runs every check and every test, going on after one that fails, and prints as its last two lines which
 * promises have a test, and how many tests passed and failed.
 * @returns {Promise<number>} exit code
 */
export async function runAll() {
  rmSync(results, { recursive: true, force: true })
  const tally = { passed: 0, failed: 0, skipped: 0 }
  for (const besideOneAnother of steps) await Promise.all(besideOneAnother.map((step) => take(step, tally)))
  console.log(`\n${coverageLine(promisedIds(), coveredIds(testRuns.map((name) => join(results, name))))}`)
  console.log(summary(tally))
  return tally.failed === 0 ? 0 : 1
}

/** The runs of Vitest, each with a folder of reports. */
const testRuns = ['unit', 'integration', 'e2e']

/** @typedef {{ name: string, work: () => Promise<import('./tally.mjs').Tally> }} Step */

/**
 * In order; the steps of one group run at the same time, and print only once they are over.
 * @type {readonly (readonly Step[])[]}
 */
const steps = [
  [{ name: 'build', work: async () => countChecks([await worksOut('build', () => buildAll())]) }],
  [
    { name: 'lint', work: async () => countChecks([{ name: 'lint', ...(await lint()) }]) },
    { name: 'types', work: async () => countChecks((await checkTypes()).map(({ project, ...rest }) => ({ name: `types of ${project}`, ...rest }))) },
  ],
  [{ name: 'unit tests', work: () => countTests('unit', (folder) => vitest('unit', folder)) }],
  [{ name: 'integration tests', work: () => countTests('integration', (folder) => vitest('integration', folder)) }],
  [{ name: 'package', work: async () => countChecks([await worksOut('package', () => buildPackage())]) }],
  [{ name: 'end-to-end tests', work: () => countTests('e2e', (folder) => runE2e({ results: folder })) }],
]

/**
 * @param {Step} step
 * @param {import('./tally.mjs').Tally} tally of the whole run, which the step's counts are added to
 */
async function take({ name, work }, tally) {
  const began = Date.now()
  const counts = await work()
  for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) tally[key] += counts[key]
  console.log(`${name}: ${summary(counts)} (${((Date.now() - began) / 1000).toFixed(0)} s)`)
}

/**
 * @param {string} name
 * @param {() => Promise<unknown>} work
 * @returns {Promise<Check>}
 */
async function worksOut(name, work) {
  try {
    await work()
    return { name, passed: true, output: '' }
  } catch (error) {
    return { name, passed: false, output: /** @type {Error} */ (error).message }
  }
}

/** @param {readonly Check[]} checks */
function countChecks(checks) {
  const failed = checks.filter(({ passed }) => !passed)
  for (const { name, output } of failed) console.log(`${name} failed:\n${output}`)
  return { passed: checks.length - failed.length, failed: failed.length, skipped: 0 }
}

/**
 * A run that ends badly though no test of it failed counts as one failure: an error outside the tests, or no tests.
 * @param {string} name
 * @param {(folder: string) => Promise<number>} run runs tests, writes their results as JSON, returns its exit code
 */
async function countTests(name, run) {
  const folder = join(results, name)
  mkdirSync(folder, { recursive: true })
  const code = await run(folder)
  const tally = tallyOf(folder)
  if (code !== 0 && tally.failed === 0) tally.failed = 1
  return tally
}

/**
 * @param {string} project
 * @param {string} folder
 */
function vitest(project, folder) {
  return runAttached(localNode, vitestArgs([project], { results: folder }), { cwd: root })
}
