import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../lib/failure.mjs'
import { readJson } from '../lib/read-json.mjs'
import { runCaptured } from '../lib/run-captured.mjs'

/**
 * Installs the npm packages that package-lock.json names, if they are not there yet.
 * @param {string} root the project's folder
 * @param {import('./reporter.mjs').StepReport} report
 */
export async function installPackages(root, report) {
  if (packagesAreCurrent(root)) {
    report.finished('up to date')
    return
  }
  report.working('installing what package-lock.json names with npm ci')
  const { command, args } = npmCommand(['ci', '--no-audit', '--no-fund'])
  const result = await runCaptured(command, args, { cwd: root, shell: process.platform === 'win32' && command === 'npm' })
  if (result.code !== 0 || !packagesAreCurrent(root)) {
    report.failed()
    throw new Failure(
      `npm ci failed in ${root}:\n${lastLines(result.output)}`,
      'See npm\'s message above. Without a network, or behind a proxy, tell npm the registry to use: `npm config set registry <address>`.',
    )
  }
  report.finished('installed')
}

/**
 * Whether node_modules holds what package-lock.json names. Compares versions, not file times, since a checkout or an
 * `npm install` touches the lock file without changing it.
 * @param {string} root the project's folder
 */
export function packagesAreCurrent(root) {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages
  const installed = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages
  if (wanted === undefined) throw new Failure(`package-lock.json in ${root} cannot be read`, 'Restore it: `git checkout package-lock.json`.')
  if (installed === undefined) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const present = installed[path]
    if (present === undefined) return entry.optional === true
    return present.version === entry.version
  }) && existsSync(join(root, 'node_modules', '.bin'))
}

/**
 * How to start the npm that started us, or else the one on the path.
 * @param {readonly string[]} args
 * @returns {{ command: string, args: string[] }}
 */
export function npmCommand(args) {
  const cli = process.env['npm_execpath']
  if (cli !== undefined && /npm-cli\.c?js$/.test(cli)) return { command: process.env['npm_node_execpath'] ?? process.execPath, args: [cli, ...args] }
  return { command: 'npm', args: [...args] }
}

/** @param {string} text */
function lastLines(text) {
  return text.trimEnd().split('\n').filter((line) => !line.startsWith('npm warn')).slice(-15).join('\n')
}
