import { tmpdir } from 'node:os'
import { root } from '../lib/paths.mjs'
import { runCaptured } from '../lib/run-captured.mjs'
import { missingPrograms } from '../setup/missing-from-system.mjs'

/**
 * @typedef {object} Isolation how the end-to-end tests are kept from the rest of the machine
 * @property {readonly string[]} prefix put before a command, runs it so
 * @property {boolean} sandbox whether Chromium's own sandbox works there
 * @property {boolean} networkClosed whether nothing but loopback can be reached
 * @property {string} words
 */

const ordinaryUser = ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--']

/** @param {readonly string[]} then */
const loopbackUp = (then) => ['sh', '-c', `ip link set lo up && exec ${[...then, '"$@"'].join(' ')}`, 'sh']

/** From the best to what works everywhere. */
const ways = [
  {
    prefix: ['unshare', '--user', '--map-root-user', '--net', '--', ...loopbackUp(ordinaryUser)],
    networkClosed: true,
    words: 'as an ordinary user, the OS sandbox on, the network closed',
    sandbox: true,
  },
  {
    prefix: ordinaryUser,
    networkClosed: false,
    words: 'as an ordinary user, the OS sandbox on; the network is open, since no namespace can be made for it',
    sandbox: true,
  },
  {
    prefix: ['unshare', '--net', '--', ...loopbackUp([])],
    networkClosed: true,
    words: 'without the OS sandbox, since no user namespace can be made; the network closed',
    sandbox: false,
  },
]

/**
 * The best way that works here. Each is tried for real: whether namespaces may be made depends on the kernel, the
 * container and its rules.
 * @returns {Promise<Isolation>}
 */
export async function findIsolation() {
  if (process.platform !== 'linux') {
    return { prefix: [], sandbox: true, networkClosed: false, words: 'as this user, the OS sandbox on; the network is open' }
  }
  process.env['PATH'] = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`
  if (missingPrograms({ unshare: '', ip: '' }).length === 0) {
    for (const way of ways) if (await works(way)) return way
  }
  const words = 'without the OS sandbox and with the network open, since this machine allows no namespaces'
  return { prefix: [], sandbox: false, networkClosed: false, words }
}

/**
 * Chromium's sandbox is itself a user namespace inside the one it is started in. The tests write in the project, which
 * a namespace forbids where its files belong to someone else than who runs them.
 * @param {Isolation} way
 */
async function works({ prefix: [program = '', ...args], sandbox }) {
  const trial = `test -w "$1" && test -w "$2" ${sandbox ? '&& unshare --user true' : ''}`
  return (await runCaptured(program, [...args, 'sh', '-c', trial, 'sh', root, tmpdir()])).code === 0
}
