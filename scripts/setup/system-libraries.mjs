import { join } from 'node:path'
import { electronRuntime } from '../lib/electron-runtime.mjs'
import { Failure } from '../lib/failure.mjs'
import { cacheFolder } from '../lib/paths.mjs'
import { readJson } from '../lib/read-json.mjs'
import { writeJson } from '../lib/write-json.mjs'
import { aptInstall } from './apt-install.mjs'
import { missingLibraries, missingPrograms } from './missing-from-system.mjs'

/** Debian packages that Electron needs on a bare machine. */
export const windowPackages = [
  'libnss3', 'libatk1.0-0', 'libatk-bridge2.0-0', 'libcups2', 'libgtk-3-0', 'libgbm1', 'libasound2', 'libdrm2',
  'libxkbcommon0', 'libxcomposite1', 'libxdamage1', 'libxfixes3', 'libxrandr2', 'libpango-1.0-0', 'libcairo2',
]

/** Programs that tests start, and the Debian package that has each. */
export const testPrograms = { Xvfb: 'xvfb', strace: 'strace', ip: 'iproute2', unshare: 'util-linux', setpriv: 'util-linux' }

const stampPath = join(cacheFolder, 'system-libraries.json')

/**
 * Installs the Linux libraries that Electron needs and, for tests, the programs that give it a display and an own
 * network. Looks closely once per runtime and remembers it.
 * @param {import('./reporter.mjs').StepReport} report
 * @param {{ forTests: boolean }} options
 */
export async function setUpSystemLibraries(report, { forTests }) {
  const { executable, electron, kind } = electronRuntime()
  const stamp = { executable, electron, kind }
  const programs = forTests ? missingPrograms(testPrograms) : []
  if (programs.length === 0 && isSame(readJson(stampPath), stamp)) {
    report.finished('present')
    return
  }
  const libraries = await missingLibraries(executable)
  if (libraries.length + programs.length > 0) {
    const packages = [...(libraries.length > 0 ? windowPackages : []), ...programs.map((program) => testPrograms[program])]
    await aptInstall({ packages, missing: [...libraries, ...programs] }, report)
    await checkAgain(executable, forTests ? testPrograms : {})
  }
  writeJson(stampPath, stamp)
  report.finished(libraries.length + programs.length > 0 ? 'installed' : 'present')
}

/**
 * @param {string} executable
 * @param {Record<string, string>} programs
 */
async function checkAgain(executable, programs) {
  const missing = [...(await missingLibraries(executable)), ...missingPrograms(programs)]
  if (missing.length === 0) return
  throw new Failure(
    `apt-get installed its packages, but the system still lacks ${missing.join(', ')}`,
    'Find the package that has it (`apt-file search <name>`), install it, then try again.',
  )
}

/**
 * @param {any} stamp
 * @param {Record<string, string>} wanted
 */
function isSame(stamp, wanted) {
  return stamp !== undefined && Object.entries(wanted).every(([key, value]) => stamp[key] === value)
}
