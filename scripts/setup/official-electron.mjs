import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { electronCache, root } from '../lib/paths.mjs'
import { runCaptured } from '../lib/run-captured.mjs'

const packageFolder = join(root, 'node_modules', 'electron')
const stallLimit = 60_000

/**
 * The official Electron in node_modules, or undefined where it is not there or has another version.
 * @param {string} wanted the version
 * @returns {import('../lib/electron-runtime.mjs').RuntimeRecord | undefined}
 */
export function officialElectron(wanted) {
  const dist = join(packageFolder, 'dist')
  try {
    const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
    const executable = join(dist, readFileSync(join(packageFolder, 'path.txt'), 'utf8').trim())
    if (version !== wanted || !existsSync(executable)) return undefined
    return { kind: 'official', wanted, electron: version, executable: relative(root, executable), bare: relative(root, dist) }
  } catch {
    return undefined
  }
}

/**
 * Runs Electron's own installer. Ends it when for a minute nothing has arrived, be it that the host does not answer or
 * that it stopped to: the size of what is on disk tells, whatever proxy or mirror is in between.
 * @param {string} wanted the version
 * @param {number} [limit] milliseconds without a byte until it is given up
 * @returns {Promise<string | undefined>} why it failed, or undefined when it worked
 */
export async function downloadOfficialElectron(wanted, limit = stallLimit) {
  const partial = join(electronCache, 'download')
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  const stalled = new AbortController()
  let size = -1
  const watch = setInterval(() => {
    void bytesIn([partial, join(packageFolder, 'dist')]).then((bytes) => {
      if (bytes === size) stalled.abort()
      size = bytes
    })
  }, limit)
  try {
    const result = await runCaptured(process.execPath, [join(packageFolder, 'install.js')], {
      cwd: root,
      signal: stalled.signal,
      env: { ...process.env, TMPDIR: partial, TEMP: partial, TMP: partial, ELECTRON_GET_NO_PROGRESS: '1' },
    })
    if (result.code === 0 && officialElectron(wanted) !== undefined) return undefined
    return stalled.signal.aborted ? `nothing arrived for ${limit / 1000} s` : reasonIn(result.output)
  } finally {
    clearInterval(watch)
    rmSync(partial, { recursive: true, force: true })
  }
}

/** @param {string} output */
function reasonIn(output) {
  const cause = /\[?cause\]?: (.+)/.exec(output)?.[1]
  const error = output.split('\n').find((line) => /error/i.test(line))
  return (cause ?? error ?? 'the installer failed').trim().replace(/ \{$/, '').replace(/^(Type)?Error: /, '')
}

/**
 * @param {readonly string[]} folders
 * @returns {Promise<number>}
 */
async function bytesIn(folders) {
  let total = 0
  for (const folder of folders) {
    const names = await readdir(folder, { recursive: true }).catch(() => [])
    for (const name of names) total += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0
  }
  return total
}
