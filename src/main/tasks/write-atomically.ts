import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Writes a file so that others see the old content or the new, never a part; `content` may be what fills a draft. Makes its folder. */
export async function writeAtomically(file: string, content: string | Uint8Array | ((draft: string) => Promise<void>)): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const draft = `${file}.${randomUUID()}.tmp`
  try {
    await (typeof content === 'function' ? content(draft) : writeFile(draft, content))
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
