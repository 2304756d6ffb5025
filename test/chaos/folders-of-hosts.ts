import { existsSync, readdirSync } from 'node:fs'

/** The hosts' folders in an engine's; what names the engine itself is none. */
export function foldersOfHosts(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : []
}
