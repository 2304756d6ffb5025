import { stat } from 'node:fs/promises'

/** What tells in a moment whether files changed: size, time and inode of each. A missing file has a stamp too. */
export async function stampFiles(files: readonly string[]): Promise<string> {
  const stamps = await Promise.all(files.map(async (file) => {
    try {
      const { size, mtimeMs, ino } = await stat(file)
      return `${file} ${size} ${mtimeMs} ${ino}`
    } catch {
      return `${file} missing`
    }
  }))
  return stamps.join('\n')
}
