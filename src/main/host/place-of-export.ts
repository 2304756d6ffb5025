import { readFileSync } from 'node:fs'
import type { SourcePlace } from '../../shared/errors.ts'

/** The line of a script's default export, else its last line with something on it; undefined where it cannot be read. */
export function placeOfExport(file: string): SourcePlace | undefined {
  let lines: readonly string[]
  try { lines = readFileSync(file, 'utf8').split('\n') } catch { return undefined }
  const found = lines.findIndex((line) => /^\s*export\s+default\b|\bas\s+default\b|^\s*module\.exports\b/.test(line))
  const line = found >= 0 ? found : lines.findLastIndex((each) => each.trim() !== '')
  return { file, line: Math.max(line, 0) + 1, column: 1 }
}
