import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { extname, relative } from 'node:path'
import { findDuplicates, type DuplicateGroup, wastedBytes } from './find-duplicates.ts'
import { FolderError } from './folder-error.ts'
import { emptyTally, type FoundFile, walkFolder, type WalkOptions, type WalkTally } from './walk-folder.ts'

export interface DuplicateRow { readonly group: number; readonly copies: number; readonly bytes: number; readonly path: string }
export interface FileRow { readonly path: string; readonly bytes: number; readonly modified: Date }
export interface ExtensionRow { readonly extension: string; readonly files: number; readonly bytes: number }
/** Paths are relative to `folder`. */
export interface FolderReport {
  readonly folder: string
  readonly files: number
  readonly folders: number
  readonly bytes: number
  /** Bytes that deleting all copies but one would free. */
  readonly wasted: number
  readonly duplicates: readonly DuplicateRow[]
  readonly largest: readonly FileRow[]
  readonly extensions: readonly ExtensionRow[]
  readonly warnings: readonly string[]
}
export interface FolderReportOptions extends WalkOptions {
  /** How far it is, null while the folder is being walked, and what it is at. */
  readonly onProgress?: (fraction: number | null, message: string) => void
}

const mostGroups = 500
const mostLargest = 25
const mostNamed = 5
const filesPerMessage = 500

/** Looks through a folder: duplicate files, the largest files, and what the extensions take. @throws FolderError where there is no folder to read. */
export function reportFolder(path: string, options: FolderReportOptions): FolderReport {
  const root = openFolder(path)
  const tally = emptyTally()
  const files: FoundFile[] = []
  for (const file of walkFolder(root, tally, options)) {
    files.push(file)
    if (files.length % filesPerMessage === 0) options.onProgress?.(null, `Found ${amount(files.length, 'file')}`)
  }
  const groups = findDuplicates(files, {
    onProgress: (fraction) => options.onProgress?.(fraction, `Comparing ${amount(files.length, 'file')}`),
    onUnreadable: (unreadable) => { tally.unreadable.push(unreadable) },
  })
  const place = (file: FoundFile): string => relative(root, file.path)
  return {
    folder: root, files: tally.files, folders: tally.folders,
    bytes: files.reduce((sum, file) => sum + file.size, 0),
    wasted: groups.reduce((sum, group) => sum + wastedBytes(group), 0),
    duplicates: groups.slice(0, mostGroups).flatMap((group, index) => group.map((file) => (
      { group: index + 1, copies: group.length, bytes: file.size, path: place(file) }
    ))),
    largest: files.toSorted((a, b) => b.size - a.size).slice(0, mostLargest).map((file) => (
      { path: place(file), bytes: file.size, modified: new Date(file.modified) }
    )),
    extensions: extensionRows(files),
    warnings: describeTally(tally, groups, (unreadable) => relative(root, unreadable) || root),
  }
}

/** The folder's real path, links in it resolved. */
function openFolder(path: string): string {
  try {
    const root = realpathSync(path)
    if (!statSync(root).isDirectory()) throw new FolderError(`${path} is a file. Choose the folder it is in.`)
    accessSync(root, constants.R_OK | constants.X_OK)
    return root
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') {
      throw new FolderError(`There is no folder ${path}. It may have been moved, renamed or deleted: choose it again.`, { cause: error })
    }
    if (code === 'EACCES' || code === 'EPERM') throw new FolderError(`The folder ${path} may not be read: you have no permission.`, { cause: error })
    throw error
  }
}

function extensionRows(files: readonly FoundFile[]): readonly ExtensionRow[] {
  const rows = new Map<string, { extension: string; files: number; bytes: number }>()
  for (const file of files) {
    const extension = extname(file.path).toLowerCase() || '(none)'
    const row = rows.get(extension) ?? { extension, files: 0, bytes: 0 }
    row.files += 1
    row.bytes += file.size
    rows.set(extension, row)
  }
  return [...rows.values()].sort((a, b) => b.bytes - a.bytes || b.files - a.files)
}

function describeTally(tally: WalkTally, groups: readonly DuplicateGroup[], place: (path: string) => string): readonly string[] {
  const { unreadable, links, hardLinks, others } = tally
  const named = unreadable.slice(0, mostNamed).map(place).join(', ')
  return [
    ...(unreadable.length > 0 ? [`${amount(unreadable.length, 'entry', 'entries')} could not be read: ${named}${unreadable.length > mostNamed ? ', …' : ''}`] : []),
    ...(links > 0 ? [`${amount(links, 'symbolic link')} not followed.`] : []),
    ...(hardLinks > 0 ? [`${amount(hardLinks, 'further name')} of files counted already (hard links).`] : []),
    ...(others > 0 ? [`${amount(others, 'socket, pipe or device', 'sockets, pipes or devices')} left out.`] : []),
    ...(groups.length > mostGroups ? [`The ${mostGroups} of ${amount(groups.length, 'group')} of duplicates that waste most are listed.`] : []),
  ]
}

function amount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
