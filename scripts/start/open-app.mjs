import { electronRuntime } from '../lib/electron-runtime.mjs'
import { root } from '../lib/paths.mjs'
import { runAttached } from '../lib/run-attached.mjs'

/**
 * Opens the app and waits for its end.
 * @param {readonly string[]} args handed on to the app
 * @returns {Promise<number>} exit code
 */
export function openApp(args) {
  const { executable } = electronRuntime()
  const asRoot = process.getuid?.() === 0
  if (asRoot) console.log('Running as root: Chromium\'s sandbox is off (--no-sandbox). Use an ordinary user to have it on.')
  const env = { ...process.env }
  delete env['ELECTRON_RUN_AS_NODE']
  return runAttached(executable, [root, ...(asRoot ? ['--no-sandbox'] : []), ...args], { cwd: root, env })
}
