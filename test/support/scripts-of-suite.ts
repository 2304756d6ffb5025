import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { writeScripts } from './script-folder.ts'

/** A tasks folder for all tests of a file, removed after the last. To be called where the file begins; `write` makes and fills it. */
export function scriptsOfSuite(): { readonly write: (files: Readonly<Record<string, string>>) => Promise<string> } {
  const folders: string[] = []
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 }))))
  return {
    write: async (files) => {
      const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'simmer-scripts-')))
      folders.push(folder)
      await writeScripts(folder, files)
      return folder
    },
  }
}
