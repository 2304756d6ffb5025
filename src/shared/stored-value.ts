import type { ContentHash } from './brand.ts'

/** Above this many bytes a value lives in a file of its own; below, in the database row (reliability: measured). */
export const inlineLimit = 100_000

/** A file that a value holds as a part ({@link ResultFile}), kept beside it by its content. */
export interface StoredFile {
  readonly hash: ContentHash
  readonly size: number
  /** Set by a host: the synced file that the store is to adopt. */
  readonly file?: string
}

/**
 * An encoded value (structured clone, `node:v8` format), addressed by its content. Only hosts and the
 * windows' edge decode; the engine and the store pass it on.
 */
export interface StoredValue {
  readonly hash: ContentHash
  readonly size: number
  /** Present up to {@link inlineLimit}; larger values are read from the value store by hash. */
  readonly bytes?: Uint8Array
  /** Set by a host for a value above the limit: the synced file that the store is to adopt. */
  readonly file?: string
  /** Hashed by a host a moment ago: who reads it at once need not do so again. */
  readonly fresh?: true
  /** What `file(path)` put into it; absent where there is none. */
  readonly files?: readonly StoredFile[]
}
