import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { isSkippedFolder, isTaskName } from './script-extensions.ts'

/** How many folders deep tasks are looked for. */
export const walkDepth = 8
/** More than any tasks folder has: a home folder that is added by mistake must not keep the disk busy. */
export const mostFolders = 1000
const mostFiles = 2000

/**
 * The scripts in a folder that are tasks, as relative paths with forward slashes, sorted. A script is a task where its
 * text mentions `defineTask`, or has a default export that no other script imports it for: so that what tasks merely
 * import is not listed. Throws what reading the folder itself throws; unreadable folders below it are left out.
 */
export async function findTaskFiles(folder: string): Promise<readonly string[]> {
  const names = await scriptsBelow(folder)
  const sources = await Promise.all(names.slice(0, mostFiles).map(async (name) => ({ name, text: await textOf(path.join(folder, name)) })))
  const imported = new Set(sources.flatMap(({ name, text }) => importsOf(name, text)))
  return sources
    .filter(({ name, text }) => /\bdefineTask\b/u.test(text) || (hasDefaultExport(text) && !imported.has(stem(name))) || text.trim() === '')
    .map(({ name }) => name).sort()
}

async function scriptsBelow(folder: string): Promise<readonly string[]> {
  const scripts: string[] = []
  let level = ['']
  let visited = 0
  for (let depth = 0; depth <= walkDepth && level.length > 0 && visited < mostFolders; depth++) {
    const seen = await Promise.all(level.slice(0, mostFolders - visited).map((inside) => look(folder, inside)))
    visited += level.length
    scripts.push(...seen.flatMap((each) => each.scripts))
    level = seen.flatMap((each) => each.folders)
  }
  return scripts
}

interface Look { readonly scripts: readonly string[]; readonly folders: readonly string[] }

async function look(folder: string, inside: string): Promise<Look> {
  const reading = readdir(path.join(folder, inside), { withFileTypes: true })
  const entries = await (inside === '' ? reading : reading.catch(() => []))
  const nameOf = (name: string): string => (inside === '' ? name : `${inside}/${name}`)
  return {
    scripts: entries.filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && isTaskName(entry.name)).map(({ name }) => nameOf(name)),
    folders: entries.filter((entry) => entry.isDirectory() && !isSkippedFolder(entry.name)).map(({ name }) => nameOf(name)),
  }
}

async function textOf(file: string): Promise<string> {
  // What cannot be read is listed, and its page tells why.
  try { return await readFile(file, 'utf8') } catch { return '' }
}

function hasDefaultExport(text: string): boolean { return /\bexport\s+default\b|\bas\s+default\b/u.test(text) }

function importsOf(importer: string, text: string): readonly string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport|\bimport\s*\(|\brequire\s*\()\s*['"](\.{1,2}\/[^'"]+)['"]/gu)
  return [...found].map(([, target = '']) => stem(path.posix.join(path.posix.dirname(importer), target)))
}

const stem = (name: string): string => name.replace(/\.[cm]?[jt]sx?$/u, '')
