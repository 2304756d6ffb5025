import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of files, removed when the test ends. Names may have slashes. */
export async function scriptFolder(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'simmer-scripts-')))
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  await writeScripts(folder, files)
  return folder
}

/** Writes files below a folder. */
export async function writeScripts(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true })
    await writeFile(path.join(folder, name), text)
  }
}
