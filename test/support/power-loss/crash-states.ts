import { dirname } from 'node:path'
import type { DiskOperation } from './disk-operation.ts'

/** A moment at which the power goes, and which of the operations before it reached the disk. */
export interface CrashState { readonly at: number; readonly kept: readonly DiskOperation[]; readonly told: string }

/**
 * What a disk may hold after a power cut: for every prefix of the operations all of them, only those that were synced,
 * and all but each single one that was not; and the last write torn. A name in a folder is synced with the folder,
 * bytes with their file.
 */
export function crashStates(operations: readonly DiskOperation[]): readonly CrashState[] {
  const safeAt = operations.map((operation, index) => syncedAt(operations, operation, index))
  return operations.flatMap((_operation, index): readonly CrashState[] => {
    const at = index + 1
    const before = operations.slice(0, at)
    const loose = before.flatMap((operation, place) => (operation.does !== 'sync' && (safeAt[place] ?? Infinity) >= at ? [place] : []))
    const without = (gone: ReadonlySet<number>): readonly DiskOperation[] => before.filter((_each, place) => !gone.has(place))
    const lists = [before, ...(loose.length === 0 ? [] : [without(new Set(loose))]), ...(loose.length < 2 ? [] : loose.map((place) => without(new Set([place])))), ...torn(before)]
    return lists.map((kept) => ({ at, kept, told: toldBy(before) }))
  })
}

function torn(before: readonly DiskOperation[]): readonly (readonly DiskOperation[])[] {
  const last = before.at(-1)
  if (last?.does !== 'write' || last.bytes.length < 2) return []
  return [[...before.slice(0, -1), { ...last, bytes: last.bytes.subarray(0, last.bytes.length >> 1) }]]
}

/** What was told before the cut was told, whatever the disk kept of the note. */
function toldBy(before: readonly DiskOperation[]): string {
  return before.flatMap((each) => (each.does === 'write' && each.path === 'told' ? [each.bytes.toString()] : [])).join('')
}

function syncedAt(operations: readonly DiskOperation[], operation: DiskOperation, index: number): number {
  const later = (isIt: (sync: DiskOperation) => boolean): number => {
    const found = operations.findIndex((each, place) => place > index && each.does === 'sync' && isIt(each))
    return found === -1 ? Infinity : found
  }
  const names = (path: string): number => later((sync) => sync.path === folderOf(path))
  switch (operation.does) {
    case 'sync': return index
    case 'write': case 'cut': return later((sync) => sync.file === operation.file)
    case 'create': case 'remove': return names(operation.path)
    case 'rename': return names(operation.to)
  }
}

function folderOf(path: string): string {
  const folder = dirname(path)
  return folder === '.' ? '' : folder
}
