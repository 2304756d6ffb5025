/** Where a policy's path comes from: the script (relative to it), or an argument of the call. */
export type PathSource = { readonly path: string } | { readonly arg: string | number }

/** A `cacheBy` entry as kept in the descriptor: data, so that a lookup runs no user code (H4). */
export type CachePolicy =
  | { readonly policy: 'launchUid' }
  | { readonly policy: 'fileMtime' | 'fileHash'; readonly of: PathSource }
  | { readonly policy: 'folderHash'; readonly of: PathSource; readonly content: boolean }
  | { readonly policy: 'gitHash'; readonly of: PathSource | null }
  | { readonly policy: 'user' }
  | { readonly policy: 'env'; readonly name: string }
  | { readonly policy: 'value'; readonly value: unknown }
  /** A function of the script, evaluated in the page host; `index` is its place in the callback's own `cacheBy` list. */
  | { readonly policy: 'function'; readonly index: number }
