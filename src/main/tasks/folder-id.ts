import { createHash } from 'node:crypto'
import { brandAs, type FolderId, type TaskId } from '../../shared/brand.ts'

/** A folder's id: the first 12 hex digits of its real path's sha256. */
export function folderIdOf(realPath: string): FolderId {
  return brandAs<FolderId>(createHash('sha256').update(realPath).digest('hex').slice(0, 12))
}

/** A task's id: its folder's, and its path in it with forward slashes. */
export function taskIdOf(folder: FolderId, relativePath: string): TaskId { return brandAs<TaskId>(`${folder}/${relativePath}`) }
