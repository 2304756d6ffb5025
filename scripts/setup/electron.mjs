import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runtimeRecord } from '../lib/electron-runtime.mjs'
import { Failure } from '../lib/failure.mjs'
import { root } from '../lib/paths.mjs'
import { readJson } from '../lib/read-json.mjs'
import { writeJson } from '../lib/write-json.mjs'
import { makeCompatibilityRuntime } from './compatibility/make.mjs'
import { recipe } from './compatibility/recipe.mjs'
import { downloadOfficialElectron, officialElectron } from './official-electron.mjs'

/** @typedef {import('../lib/electron-runtime.mjs').RuntimeRecord} RuntimeRecord */

/**
 * Finds or fetches the Electron to run: the official binary, or on Linux x64 where its host cannot be reached the
 * compatibility runtime. What was found is remembered, so that an unreachable host is asked once only.
 * @param {import('./reporter.mjs').StepReport} report
 * @param {{ retryOfficial: boolean }} options
 */
export async function setUpElectron(report, { retryOfficial }) {
  const wanted = String(readJson(join(root, 'node_modules', 'electron', 'package.json'))?.version)
  const known = knownRuntime(wanted)
  if (known !== undefined && !(retryOfficial && known.kind === 'compatibility')) {
    report.finished(describe(known))
    return
  }
  report.working(`fetching the official Electron ${wanted}`)
  const refusal = await downloadOfficialElectron(wanted)
  const found = refusal === undefined ? officialElectron(wanted) : await otherwise(wanted, refusal, report)
  if (found === undefined) throw new Failure(`Electron ${wanted} was installed but is not in node_modules/electron/dist`, 'Delete node_modules/electron and run `npm run setup` again.')
  writeJson(runtimeRecord, found)
  report.finished('done')
}

/**
 * What an earlier run found, if it still holds.
 * @param {string} wanted
 * @returns {RuntimeRecord | undefined}
 */
function knownRuntime(wanted) {
  /** @type {RuntimeRecord | undefined} */
  const known = readJson(runtimeRecord)
  const official = officialElectron(wanted)
  if (official !== undefined) {
    if (known?.kind === 'official' && known.wanted === wanted) return known
    writeJson(runtimeRecord, official)
    return official
  }
  const usable = known?.kind === 'compatibility' && known.wanted === wanted && known.recipe === recipe.number
  return usable && existsSync(join(root, known.executable)) ? known : undefined
}

/**
 * @param {string} wanted
 * @param {string} refusal why the official binary could not be had
 * @param {import('./reporter.mjs').StepReport} report
 * @returns {Promise<RuntimeRecord>}
 */
async function otherwise(wanted, refusal, report) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    report.failed()
    throw new Failure(
      `Electron ${wanted} could not be downloaded: ${refusal}`,
      'Check the network and run `npm run setup` again. Behind a proxy set ELECTRON_GET_USE_PROXY=1 and HTTPS_PROXY; with a mirror set ELECTRON_MIRROR.',
    )
  }
  report.working(`not to be had (${refusal}); making the compatibility runtime ${recipe.electron} from the npm registry`)
  try {
    return { ...(await makeCompatibilityRuntime()), wanted, reason: refusal }
  } catch (error) {
    report.failed()
    throw error
  }
}

/** @param {RuntimeRecord} record */
function describe(record) {
  if (record.kind === 'official') return `official ${record.electron}`
  return `compatibility runtime ${record.electron}, for development and tests (\`npm run setup -- --retry-electron\` asks for the official ${record.wanted} again)`
}
