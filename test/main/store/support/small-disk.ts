import { spawnSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

/** A disk of so many bytes (and files), unmounted when the test is over; undefined where this user may not mount one. */
export function smallDisk(bytes: number, files = 10_000): string | undefined {
  if (process.platform !== 'linux') return undefined
  const folder = temporaryFolder()
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},nr_inodes=${files}`, 'tmpfs', folder])
  if (status !== 0) return undefined
  onTestFinished(() => { spawnSync('umount', ['-l', folder]) })
  return folder
}

/** Takes all that is free on the disk; the return value gives it back. */
export function fillDisk(disk: string): () => void {
  const ballast = join(disk, 'ballast')
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(ballast, Buffer.alloc(bavail * bsize))
  return () => { rmSync(ballast) }
}
