/**
 * One change of the disk below the recorded folder, by path from there. `file`: which file's bytes are meant, whatever its
 * name is at that time. A `sync` makes those before it on the same file, or the names in the same folder, last.
 */
export type DiskOperation = { readonly path: string; readonly file: string } & (
  | { readonly does: 'create'; readonly folder: boolean }
  | { readonly does: 'write'; readonly bytes: Buffer; readonly at: number }
  | { readonly does: 'cut'; readonly size: number }
  | { readonly does: 'rename'; readonly to: string }
  | { readonly does: 'remove' }
  | { readonly does: 'sync' }
)
