import { runCaptured } from './run-captured.mjs'

/** As root in a namespace of its own; else as one who is root only there. */
const ways = [['unshare', '--mount', '--'], ['unshare', '--user', '--map-root-user', '--mount', '--']]

/**
 * What to put before a command so that it may mount file systems, which are gone with it; empty where this machine allows
 * nobody to.
 * @returns {Promise<readonly string[]>}
 */
export async function mountNamespace() {
  if (process.platform !== 'linux') return []
  for (const way of ways) {
    const [program = '', ...args] = way
    if ((await runCaptured(program, [...args, 'mount', '-t', 'tmpfs', 'none', '/mnt'])).code === 0) return way
  }
  return []
}
