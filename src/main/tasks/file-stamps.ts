import { lookAtFile } from '../files/look-at-file.ts'

/** What tells in a moment whether files changed: size, time and inode of each. A missing file has a stamp too. */
export async function stampFiles(files: readonly string[]): Promise<string> {
  const stamps: string[] = []
  // All are asked for before the first is waited for.
  for (const asked of files.map((file) => ({ file, stamp: stampFile(file) }))) {
    stamps.push(`${asked.file} ${typeof asked.stamp === 'string' ? asked.stamp : await asked.stamp}`)
  }
  return stamps.join('\n')
}

function stampFile(file: string): string | Promise<string> {
  try {
    const found = lookAtFile(file)
    return found instanceof Promise ? found.then(stampOf, () => missing) : stampOf(found)
  } catch { return missing }
}

const missing = 'missing'
const stampOf = ({ size, mtimeNs, ino }: { readonly size: bigint; readonly mtimeNs: bigint; readonly ino: bigint }): string => `${size} ${mtimeNs} ${ino}`
