import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import * as v from 'valibot'
import { parseJson } from './parse-json.ts'
import { errorCode } from './storage-error.ts'

const markSchema = v.object({ inode: v.number(), reason: v.string() })

/** Notes beside a database that it was found damaged while it was in use: the next start sets it aside. */
export function markDamaged(file: string, reason: string): void {
  const inode = statSync(file, { throwIfNoEntry: false })?.ino
  if (inode !== undefined) writeFileSync(markOf(file), JSON.stringify({ inode, reason }))
}

/** Why this file (by its inode) was found damaged; undefined where it was not. */
export function damageOf(file: string, inode: number): string | undefined {
  try {
    const mark = parseJson(markSchema, readFileSync(markOf(file), 'utf8'))
    return mark?.inode === inode ? mark.reason : undefined
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return undefined
    throw thrown
  }
}

export function forgetDamage(file: string): void { rmSync(markOf(file), { force: true }) }

function markOf(file: string): string { return `${file}.damaged` }
