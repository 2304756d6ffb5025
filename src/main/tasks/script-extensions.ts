import type { Loader } from 'esbuild'

/** What may be a task, or a source that one imports, by extension. */
const loaders: Readonly<Record<string, Loader>> = {
  '.ts': 'ts', '.mts': 'ts', '.cts': 'ts', '.tsx': 'tsx', '.js': 'js', '.mjs': 'js', '.cjs': 'js', '.jsx': 'jsx', '.json': 'json',
}
const taskExtensions = ['.ts', '.mts', '.js', '.mjs']

const extensionOf = (file: string): string => /\.[^./\\]+$/u.exec(file)?.[0].toLowerCase() ?? ''

/** How esbuild reads a source; undefined for what is no source. */
export function loaderOf(file: string): Loader | undefined { return loaders[extensionOf(file)] }

/** True for names that a task may have: scripts, but no declarations, no `_`, no `.`, no configuration. */
export function isTaskName(name: string): boolean {
  return taskExtensions.includes(extensionOf(name)) && !/^[._]/u.test(name) && !/\.d\.m?ts$/u.test(name) && !isConfigName(name)
}

/** True for the folder's configuration. */
export function isConfigName(name: string): boolean { return configNames.includes(name) }

/** What a folder's configuration may be called; the first that is there counts. */
export const configNames: readonly string[] = taskExtensions.map((extension) => `simmer.config${extension}`)

/** True for folders that are never looked into. */
export function isSkippedFolder(name: string): boolean { return name === 'node_modules' || name.startsWith('.') || name.startsWith('_') }
