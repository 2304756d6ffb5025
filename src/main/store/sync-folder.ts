import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Makes renames in a folder survive a power cut. Windows keeps them by itself and cannot open folders. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(folder, 'r')
  try { fsyncSync(descriptor) } finally { closeSync(descriptor) }
}
