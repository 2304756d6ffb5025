/** Nominal types: two ids that are both strings are never mixed up. */
declare const brand: unique symbol
export type Brand<T, Name extends string> = T & { readonly [brand]: Name }

/** A folder of task scripts: `sha256(real path)`, first 12 hex digits. */
export type FolderId = Brand<string, 'FolderId'>
/** `<folder id>/<relative path with forward slashes>`. */
export type TaskId = Brand<string, 'TaskId'>
/** A callback's `name`, else its canonical outputs, else its canonical inputs; unique in its task. */
export type CallbackId = Brand<string, 'CallbackId'>
/** One request to run a callback with given arguments. */
export type JobId = Brand<string, 'JobId'>
/** One execution; several jobs may share it. */
export type RunId = Brand<string, 'RunId'>
/** One open task in one window. */
export type PageId = Brand<string, 'PageId'>
/** An engine (app or terminal) that jobs belong to; new at every launch. */
export type OwnerId = Brand<string, 'OwnerId'>
/** sha256 over a canonical encoding of what a result depends on (H2). */
export type CacheKey = Brand<string, 'CacheKey'>
/** sha256 over a bundle's inputs (H3). */
export type CodeHash = Brand<string, 'CodeHash'>
/** sha256 of bytes in the value store. */
export type ContentHash = Brand<string, 'ContentHash'>
/** Milliseconds since the Unix epoch. */
export type Timestamp = number

/** Names a plain string as what the caller has just checked it to be. */
export function brandAs<B extends Brand<string, string>>(text: string): B {
  return text as B
}
