import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A kept copy of a database. `madeAt`: when, in ms. */
export interface BackupFile { readonly file: string; readonly madeAt: number; readonly kind: 'daily' | 'beforeUpdate' }

/** How many are kept of those made every day, and of those made before an update. */
const mostKept = { daily: 3, beforeUpdate: 2 } as const
/** ms after which a half-made one is nobody's any more. */
const partialFor = 86_400_000

/** The name of one that is made now. */
export function dailyBackupName(file: string, at: Date): string {
  return `${file}.backup-${at.toISOString().replaceAll(/[:.]/gu, '-')}`
}

/** Where one is written before it is whole. */
export function partialBackupName(file: string): string { return `${file}.backup-${process.pid}.partial` }

/** The copies of a database beside it, newest first. One from the future (the clock was set back) counts as the oldest. */
export function backupFiles(file: string, now: number): readonly BackupFile[] {
  const age = ({ madeAt }: BackupFile): number => (madeAt > now ? Number.POSITIVE_INFINITY : now - madeAt)
  return namesOf(file, /^[\dTZ-]+$|^v\d+$/u).flatMap((name): readonly BackupFile[] => {
    const found = statSync(name, { throwIfNoEntry: false })
    const kind = /\.backup-v\d+$/u.test(name) ? 'beforeUpdate' : 'daily'
    return found?.isFile() === true ? [{ file: name, madeAt: Math.floor(found.mtimeMs), kind }] : []
  }).sort((a, b) => age(a) - age(b))
}

/** Removes copies beyond the number that is kept, and halves that a kill left. */
export function pruneBackups(file: string, now: number): void {
  const kept = backupFiles(file, now)
  const surplus = (['daily', 'beforeUpdate'] as const).flatMap((kind) => kept.filter((each) => each.kind === kind).slice(mostKept[kind]))
  for (const each of surplus) rmSync(each.file, { force: true })
  for (const partial of namesOf(file, /^\d+\.partial(?:-wal|-shm|-journal)?$/u)) {
    const found = statSync(partial, { throwIfNoEntry: false })
    if (found !== undefined && Math.abs(now - found.mtimeMs) > partialFor) rmSync(partial, { force: true })
  }
}

function namesOf(file: string, rest: RegExp): readonly string[] {
  const start = `${basename(file)}.backup-`
  return readdirSync(dirname(file)).filter((name) => name.startsWith(start) && rest.test(name.slice(start.length))).map((name) => join(dirname(file), name))
}
