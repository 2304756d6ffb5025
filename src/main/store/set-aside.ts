import { existsSync, renameSync, statSync } from 'node:fs'
import { forgetDamage } from './damage-mark.ts'

/**
 * Renames a broken database with its `-wal` and `-shm` to `<file>.broken-<time>`, never over another file, so that
 * the three can still be examined together. Answers with the new name; null where another process has put a new
 * file in its place meanwhile (`inode` is that of the file found broken).
 */
export function setAside(file: string, at: Date, inode: number): string | null {
  if (statSync(file, { throwIfNoEntry: false })?.ino !== inode) return null
  const stamp = at.toISOString().replaceAll(/[:.]/gu, '-')
  let target = `${file}.broken-${stamp}`
  for (let count = 2; existsSync(target); count++) target = `${file}.broken-${stamp}-${count}`
  // The main file last: while it is there, a start that was cut short here is simply done again.
  for (const suffix of ['-wal', '-shm', '']) if (existsSync(file + suffix)) renameSync(file + suffix, target + suffix)
  forgetDamage(file)
  return target
}
