import { spawnSync } from 'node:child_process'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './temporary-folder.ts'

/** A disk of so many bytes, unmounted when the test is over; undefined where this user may not mount one. */
export function smallDisk(bytes: number): string | undefined {
  if (process.platform !== 'linux') return undefined
  const folder = temporaryFolder()
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', folder])
  if (status !== 0) return undefined
  onTestFinished(() => { spawnSync('umount', ['-l', folder]) })
  return folder
}
