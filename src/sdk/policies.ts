import type { CachePolicy, PathSource } from '../shared/policy.ts'

/** Names an argument of the callback as the source of a path. */
export interface ArgumentSource { readonly arg: string | number }
/** A path (relative ones start at the script's folder), or an argument that holds one. */
export type PathOrArgument = string | ArgumentSource
/** An entry of `cacheBy`: a policy, or a function without arguments whose value becomes part of the key. */
export type CacheBy = CachePolicy | (() => unknown)

/**
 * An argument of the callback as the source of a path: a name in an object argument (or a param of a form), or a position.
 * @example cacheBy: [fileMtime(arg('file'))]
 */
export function arg(nameOrPosition: string | number): ArgumentSource { return { arg: nameOrPosition } }

/**
 * Forgets results when the app is started again.
 * @example cacheBy: [launchUid()]
 */
export function launchUid(): CachePolicy { return { policy: 'launchUid' } }

/**
 * Computes again when the file was modified.
 * @example cacheBy: [fileMtime('data/input.csv')]
 */
export function fileMtime(of: PathOrArgument): CachePolicy { return { policy: 'fileMtime', of: source(of) } }

/**
 * Computes again when the file's content changed, whatever its date.
 * @example cacheBy: [fileHash(arg('file'))]
 */
export function fileHash(of: PathOrArgument): CachePolicy { return { policy: 'fileHash', of: source(of) } }

/**
 * Computes again when a file below the folder came, went or changed size or date; with `content`, when bytes changed.
 * @example cacheBy: [folderHash(arg('folder'), { content: true })]
 */
export function folderHash(of: PathOrArgument, options: { readonly content?: boolean } = {}): CachePolicy {
  return { policy: 'folderHash', of: source(of), content: options.content ?? false }
}

/**
 * Computes again when the commit checked out in the script's folder, or in `of`, changed.
 * @example cacheBy: [gitHash()]
 */
export function gitHash(of?: PathOrArgument): CachePolicy { return { policy: 'gitHash', of: of === undefined ? null : source(of) } }

/**
 * Keeps results of the users of this computer apart.
 * @example cacheBy: [user()]
 */
export function user(): CachePolicy { return { policy: 'user' } }

/**
 * Computes again when an environment variable has another value. The value itself is never stored.
 * @example cacheBy: [env('DATASET')]
 */
export function env(name: string): CachePolicy { return { policy: 'env', name } }

/**
 * Makes a value part of the key: change it, and everything is computed again.
 * @example cacheBy: [value('model 3')]
 */
export function value(part: unknown): CachePolicy { return { policy: 'value', value: part } }

function source(of: PathOrArgument): PathSource { return typeof of === 'string' ? { path: of } : of }
