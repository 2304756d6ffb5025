import type { ContentHash, Timestamp } from '../../shared/brand.ts'
import type { Clock } from '../engine/ports.ts'
import type { FileValueStore } from './values.ts'

export interface UnnamedFilesParts {
  readonly files: FileValueStore
  readonly clock: Clock
  /** Removes a file that nothing names, where nobody can come to name it meanwhile. */
  readonly remove: (hash: ContentHash) => 'gone' | 'kept' | 'young'
}

const perTurn = 16

/** Value files that something has just ceased to name: removed once they are old enough to be no other engine's next result. */
export class UnnamedFiles {
  readonly #parts: UnnamedFilesParts
  /** When each may be looked at again. */
  readonly #waiting = new Map<ContentHash, Timestamp>()

  constructor(parts: UnnamedFilesParts) { this.#parts = parts }

  add(hashes: readonly ContentHash[]): void {
    for (const hash of hashes) this.#try(hash)
  }

  /** Looks again at some of those that waited long enough. True: others have, too. */
  removeSome(): boolean {
    const due = [...this.#waiting].filter(([, at]) => at <= this.#parts.clock.now())
    for (const [hash] of due.slice(0, perTurn)) {
      this.#waiting.delete(hash)
      this.#try(hash)
    }
    return due.length > perTurn
  }

  #try(hash: ContentHash): void {
    const { clock, files, remove } = this.#parts
    if (remove(hash) === 'young') this.#waiting.set(hash, clock.now() + files.unusedFor)
  }
}
