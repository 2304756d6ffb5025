import type { ContentHash } from './brand.ts'

/** `file(path)` in a result, before the host has taken the file: relative to the job's working folder, or absolute. */
export interface FileWish { readonly $simmer: 'file'; readonly path: string; readonly name?: string }
/** A file that a result keeps: its bytes lie in the value store under `hash`. */
export interface ResultFile { readonly $simmer: 'file'; readonly hash: ContentHash; readonly size: number; readonly name: string }

/** Tells a kept file from any other object of a result. */
export function isResultFile(candidate: unknown): candidate is ResultFile {
  return isFileMark(candidate) && 'hash' in candidate && typeof candidate.hash === 'string'
    && 'size' in candidate && typeof candidate.size === 'number' && 'name' in candidate && typeof candidate.name === 'string'
}

/** Tells what `file(path)` made from any other object of a result. */
export function isFileWish(candidate: unknown): candidate is FileWish {
  return isFileMark(candidate) && 'path' in candidate && typeof candidate.path === 'string'
}

function isFileMark(candidate: unknown): candidate is object {
  return typeof candidate === 'object' && candidate !== null && '$simmer' in candidate && candidate.$simmer === 'file'
}
