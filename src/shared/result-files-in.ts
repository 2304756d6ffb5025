import { isResultFile, type ResultFile } from './result-file.ts'

/** Every file that a result holds, each mention once, in the order in which they are met; typed arrays are not looked into. */
export function resultFilesIn(value: unknown): readonly ResultFile[] {
  const seen = new Set<unknown>()
  const files: ResultFile[] = []
  const open: unknown[] = [value]
  while (open.length > 0) {
    const part = open.pop()
    if (typeof part !== 'object' || part === null || ArrayBuffer.isView(part) || seen.has(part)) continue
    seen.add(part)
    if (isResultFile(part)) files.push(part)
    else open.push(...membersOf(part).reverse())
  }
  return files
}

function membersOf(part: object): unknown[] {
  if (part instanceof Map) return [...part].flat(1)
  return part instanceof Set ? [...part] : Object.values(part)
}
