import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { DiskOperation } from './disk-operation.ts'

interface Disk { readonly folders: Set<string>; readonly names: Map<string, string>; readonly bytes: Map<string, Buffer> }

/** Lays into `folder` what was in `start`, changed by the operations that reached the disk. A name without its folder is not there. */
export function layDisk(folder: string, start: string, operations: readonly DiskOperation[]): void {
  const disk = diskOf(start)
  for (const operation of operations) change(disk, operation)
  mkdirSync(folder, { recursive: true })
  for (const each of [...disk.folders].sort()) if (hasFolder(disk, dirname(each))) mkdirSync(join(folder, each), { recursive: true })
  for (const [name, file] of disk.names) if (hasFolder(disk, dirname(name))) writeFileSync(join(folder, name), disk.bytes.get(file) ?? Buffer.alloc(0))
}

function diskOf(start: string): Disk {
  const disk: Disk = { folders: new Set(), names: new Map(), bytes: new Map() }
  for (const each of readdirSync(start, { recursive: true, withFileTypes: true })) {
    const path = relative(start, join(each.parentPath, each.name))
    if (each.isDirectory()) disk.folders.add(path)
    else {
      disk.names.set(path, path)
      disk.bytes.set(path, readFileSync(join(start, path)))
    }
  }
  return disk
}

function hasFolder(disk: Disk, folder: string): boolean {
  return folder === '.' || (disk.folders.has(folder) && hasFolder(disk, dirname(folder)))
}

function change({ folders, names, bytes }: Disk, operation: DiskOperation): void {
  const { path, file } = operation
  const old = bytes.get(file) ?? Buffer.alloc(0)
  switch (operation.does) {
    case 'sync': return
    case 'create':
      if (operation.folder) folders.add(path)
      else names.set(path, file)
      return
    case 'write': {
      const grown = Buffer.alloc(Math.max(old.length, operation.at + operation.bytes.length))
      old.copy(grown)
      operation.bytes.copy(grown, operation.at)
      bytes.set(file, grown)
      return
    }
    case 'cut': {
      const cut = Buffer.alloc(operation.size)
      old.copy(cut)
      bytes.set(file, cut)
      return
    }
    case 'remove': names.delete(path); return
    case 'rename':
      names.delete(path)
      names.set(operation.to, file)
  }
}
