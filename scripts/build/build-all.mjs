import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder, root } from '../lib/paths.mjs'
import { readJson } from '../lib/read-json.mjs'
import { withLock } from '../lib/with-lock.mjs'
import { writeJson } from '../lib/write-json.mjs'
import { createReporter } from '../setup/reporter.mjs'
import { parts } from './parts.mjs'
import { signatureOf } from './signature.mjs'

const stampPath = join(root, 'out', 'stamps.json')

/**
 * Builds what is stale of the named parts, by default of all.
 * @param {{ quiet?: boolean, only?: readonly string[] }} [options] quiet: says only what it builds, on stderr
 */
export async function buildAll({ quiet = false, only } = {}) {
  const reporter = createReporter({ quiet, stream: quiet ? process.stderr : process.stdout, now: Date.now })
  const wanted = parts.filter(({ name }) => only?.includes(name) ?? true)
  await withLock(join(cacheFolder, 'build.lock'), async () => {
    for (const part of wanted) await buildPart(part, reporter.step(`build ${part.name}`))
  })
}

/**
 * @param {import('./parts.mjs').Part} part
 * @param {import('../setup/reporter.mjs').StepReport} report
 */
async function buildPart(part, report) {
  const signature = signatureOf(root, part.inputs)
  const present = Object.values(part.entries).every((output) => existsSync(join(root, output)))
  if (present && stamps()[part.name] === signature) {
    report.finished('up to date')
    return
  }
  report.working('building')
  writeJson(stampPath, { ...stamps(), [part.name]: null })
  try {
    await part.build()
  } catch (error) {
    report.failed()
    throw error
  }
  writeJson(stampPath, { ...stamps(), [part.name]: signature })
  report.finished('done')
}

/** @returns {Record<string, string | null>} */
function stamps() {
  return readJson(stampPath) ?? {}
}
