import { Failure } from '../lib/failure.mjs'
import { runCaptured } from '../lib/run-captured.mjs'
import { missingPrograms } from './missing-from-system.mjs'

/** @typedef {{ uid: number, path: string }} Session who installs, and where their programs are */

/**
 * Installs Debian packages, as root or with a sudo that asks nothing.
 * @param {{ packages: readonly string[], missing: readonly string[] }} wanted the packages, and what was found missing
 * @param {import('./reporter.mjs').StepReport} report
 * @param {Session} [session]
 * @throws {Failure} with the exact command to run, where it cannot
 */
export async function aptInstall({ packages, missing }, report, session = currentSession()) {
  if (missingPrograms({ 'apt-get': '' }, session.path).length > 0) {
    throw new Failure(
      `the system lacks ${missing.join(', ')}, and has no apt-get to install them with`,
      'Install what provides them with your system\'s package manager, then try again.',
    )
  }
  const prefix = await privilege(session)
  if (prefix === undefined) {
    const names = await currentNames(packages, session)
    throw new Failure(
      `the system lacks ${missing.join(', ')}`,
      `Run this, then try again:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    )
  }
  report.working(`installing ${missing.length} missing with apt-get`)
  await apt([...prefix, 'apt-get', '-o', 'DPkg::Lock::Timeout=300', 'update'], report, session)
  const names = await currentNames(packages, session)
  const flags = ['-o', 'DPkg::Lock::Timeout=300', '-y', '--no-install-recommends']
  await apt([...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', 'install', ...flags, ...names], report, session)
}

/** @returns {Session} */
function currentSession() {
  return { uid: process.getuid?.() ?? 0, path: process.env['PATH'] ?? '' }
}

/**
 * What to put before a command so that it runs as root without asking; undefined where nothing does.
 * @param {Session} session
 * @returns {Promise<string[] | undefined>}
 */
async function privilege(session) {
  if (session.uid === 0) return []
  const sudo = await run(['sudo', '-n', 'true'], session)
  return sudo.code === 0 ? ['sudo', '-n'] : undefined
}

/**
 * The names that this release has: some libraries got `t64` at their end when Debian made time 64 bits wide.
 * @param {readonly string[]} packages
 * @param {Session} session
 */
async function currentNames(packages, session) {
  const { stdout } = await run(['apt-cache', 'pkgnames'], session)
  const known = new Set(stdout.split('\n'))
  return packages.map((name) => (known.has(`${name}t64`) ? `${name}t64` : name))
}

/**
 * @param {readonly string[]} command
 * @param {import('./reporter.mjs').StepReport} report
 * @param {Session} session
 */
async function apt(command, report, session) {
  const result = await run(command, session)
  if (result.code === 0) return
  report.failed()
  throw new Failure(
    `\`${command.join(' ')}\` failed:\n${result.output.trim().split('\n').slice(-8).join('\n')}`,
    'See apt\'s message above; run the command by hand, then try again.',
  )
}

/**
 * @param {readonly string[]} command
 * @param {Session} session
 */
function run([program = '', ...args], session) {
  return runCaptured(program, args, { env: { ...process.env, PATH: session.path } })
}
