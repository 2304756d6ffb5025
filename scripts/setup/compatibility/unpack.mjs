import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { recipe } from './recipe.mjs'

/**
 * Unpacks from the zip what belongs to Electron itself into `dist` and the native modules into `native`.
 * @param {string} zip
 * @param {{ dist: string, native: string }} into
 */
export async function unpack(zip, into) {
  const { openPromise } = await import('yauzl')
  const archive = await openPromise(zip)
  for await (const entry of archive.eachEntry()) {
    const target = targetOf(entry.fileName, into)
    if (target === undefined) continue
    mkdirSync(dirname(target), { recursive: true })
    const mode = (entry.externalFileAttributes >>> 16) & 0o777
    await pipeline(await archive.openReadStreamPromise(entry), createWriteStream(target, { mode }))
  }
}

/**
 * Where an entry of the zip goes, or undefined where it is not wanted: the other application's own files, and the V8
 * snapshot that holds its code.
 * @param {string} name
 * @param {{ dist: string, native: string }} into
 */
export function targetOf(name, { dist, native }) {
  if (name.endsWith('/') || !name.startsWith(recipe.folder)) return undefined
  const path = name.slice(recipe.folder.length)
  if (path === recipe.executable) return join(dist, 'electron')
  if (path.startsWith('resources/app/node_modules/')) return nativeTarget(path.slice('resources/app/node_modules/'.length), native)
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return undefined
  return join(dist, path)
}

/**
 * @param {string} path
 * @param {string} native
 */
function nativeTarget(path, native) {
  const [module, ...rest] = path.split('/')
  if (module === undefined || !recipe.nativeModules.includes(module)) return undefined
  if (['deps', 'src', 'node_modules'].includes(rest[0] ?? '')) return undefined
  return join(native, module, ...rest)
}
