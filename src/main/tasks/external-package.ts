import { readFile } from 'node:fs/promises'
import path from 'node:path'

/** `name@version` of the package that a file belongs to; its path where no package.json says. */
export async function packageOf(file: string): Promise<string> {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const found = await readPackage(path.join(folder, 'package.json'))
    if (found !== undefined) return found
    if (path.basename(path.dirname(folder)) === 'node_modules') break
  }
  return file
}

async function readPackage(file: string): Promise<string | undefined> {
  try {
    const { name, version } = JSON.parse(await readFile(file, 'utf8')) as { readonly name?: unknown; readonly version?: unknown }
    return typeof name === 'string' && typeof version === 'string' ? `${name}@${version}` : undefined
  } catch {
    return undefined
  }
}
