import { lookAtFile } from '../files/look-at-file.ts'
import { pathError } from './path-error.ts'

/** When a file was last changed, to the nanosecond, and its size, as words that a verdict can show. Throws FILE_MISSING. */
export async function fileMtime(path: string): Promise<string> {
  try {
    const { mtimeNs, size } = await lookAtFile(path)
    const fraction = (mtimeNs % 1_000_000_000n + 1_000_000_000n) % 1_000_000_000n
    const second = new Date(Number((mtimeNs - fraction) / 1_000_000n)).toISOString().slice(0, 19)
    return `${second}.${String(fraction).padStart(9, '0')}Z, ${size} bytes`
  } catch (thrown) { throw pathError(thrown, path) }
}
