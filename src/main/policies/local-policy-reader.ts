import { createHash } from 'node:crypto'
import { userInfo } from 'node:os'
import type { CachePolicy } from '../../shared/policy.ts'
import type { PolicyContext, PolicyReader } from '../engine/ports.ts'
import { fileMtime } from './file-mtime.ts'
import { gitHash } from './git-hash.ts'
import { HashThread } from './hash-thread.ts'
import { policyPath } from './policy-path.ts'

type DataPolicy = Exclude<CachePolicy, { policy: 'function' }>

/**
 * Reads `cacheBy` policies on this computer (H4). `hashWorker` is the program of the hashing thread: the built
 * `hash-worker.js`, or its source where Node runs that. Bytes are read in that thread alone, memoised and abortable.
 */
export class LocalPolicyReader implements PolicyReader, AsyncDisposable {
  readonly #thread: HashThread

  constructor(hashWorker: URL) { this.#thread = new HashThread(hashWorker) }

  /**
   * The value that a key covers. Throws FILE_MISSING naming the path, BAD_ARGUMENT where an argument holds no path
   * or a path cannot be read, and an aborted signal's reason.
   */
  async read(policy: DataPolicy, context: PolicyContext, signal?: AbortSignal): Promise<unknown> {
    signal?.throwIfAborted()
    switch (policy.policy) {
      case 'launchUid': return context.launchUid
      case 'fileMtime': return fileMtime(policyPath(policy.of, context))
      case 'fileHash': return this.#thread.hash({ kind: 'file', path: policyPath(policy.of, context) }, signal)
      case 'folderHash': return this.#thread.hash({ kind: 'folder', path: policyPath(policy.of, context), content: policy.content }, signal)
      case 'gitHash': return gitHash(policy.of === null ? context.scriptDir : policyPath(policy.of, context), signal)
      case 'user': return userInfo().username
      case 'env': return hashedVariable(policy.name)
      case 'value': return policy.value
    }
  }

  /** sha256 of a file's bytes, read in the hashing thread unless nothing of the file has changed since. Rejects as {@link read}. */
  hashFile(path: string): Promise<string> { return this.#thread.hash({ kind: 'file', path }) }

  async [Symbol.asyncDispose](): Promise<void> { await this.#thread[Symbol.asyncDispose]() }
}

/** By hash alone: a variable may hold a secret, and what a key was made from is stored and shown. null: not set. */
function hashedVariable(name: string): string | null {
  const value = process.env[name]
  return value === undefined ? null : createHash('sha256').update(value).digest('hex')
}
