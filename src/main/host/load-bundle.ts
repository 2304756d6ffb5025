import { pathToFileURL } from 'node:url'
import type { Bundle } from '../../shared/protocol.ts'

/** What a script and its folder's configuration export. */
export interface LoadedBundle { readonly task: unknown; readonly config: unknown }

/** Imports a bundle. Rejects with whatever its top level throws. */
export async function loadBundle(bundle: Bundle): Promise<LoadedBundle> {
  const module = await import(pathToFileURL(bundle.file).href) as Partial<LoadedBundle>
  return { task: module.task, config: module.config }
}
