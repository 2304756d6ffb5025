import { createHash } from 'node:crypto'
import path from 'node:path'
import { brandAs, type CodeHash } from '../../shared/brand.ts'

export interface CodeParts {
  /** Local files by absolute path. */
  readonly sources: ReadonlyMap<string, Uint8Array>
  /** `name@version` of what is imported from packages. */
  readonly packages: Iterable<string>
  /** Raised when scripts would run otherwise than before with the same code. */
  readonly contract: number
}

/** sha256 over the script and all it imports, whatever the folder is called and wherever it lies (H3). */
export function codeHashOf(folder: string, { sources, packages, contract }: CodeParts): CodeHash {
  const hash = createHash('sha256')
  const feed = (part: string | Uint8Array): void => { hash.update(`${typeof part === 'string' ? Buffer.byteLength(part) : part.byteLength}:`).update(part) }
  feed(`simmer ${contract}`)
  const named = [...sources].map(([file, bytes]) => ({ name: path.relative(folder, file).replaceAll('\\', '/'), bytes }))
  for (const { name, bytes } of named.sort((a, b) => (a.name < b.name ? -1 : 1))) { feed(name); feed(bytes) }
  for (const name of [...new Set(packages)].sort()) feed(name)
  return brandAs<CodeHash>(hash.digest('hex'))
}
