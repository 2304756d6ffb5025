import type { ContentHash } from '../../shared/brand.ts'
import { isContentHash } from './content-hash.ts'
import type { FileValueStore } from './values.ts'

export interface OrphanFilesParts {
  readonly files: FileValueStore
  readonly isUsed: (hash: ContentHash) => boolean
  readonly remove: (hash: ContentHash) => 'gone' | 'kept' | 'young'
  /** False while something that cannot be read here may name files. */
  readonly maySweep: () => boolean
}

/** Files that nothing names, as the last look found them: those that a next look will remove. */
export interface Leftover { readonly files: number; readonly bytes: number }

const perTurn = 100

/** Finds values' files that no row names, as a kill between a file and its row leaves them, a few at a time. */
export class OrphanFiles {
  readonly #parts: OrphanFilesParts
  #folders: string[] = []
  #names: string[] = []
  #folder = ''
  #found = { files: 0, bytes: 0 }
  #left: Leftover = { files: 0, bytes: 0 }

  constructor(parts: OrphanFilesParts) { this.#parts = parts }

  get left(): Leftover { return this.#left }

  /** True until all folders were looked through; the next turn then begins anew. */
  turn(): boolean {
    if (this.#names.length === 0 && !this.#nextFolder()) return false
    for (const name of this.#names.splice(0, perTurn)) this.#look(name)
    if (this.#names.length > 0 || this.#folders.length > 0) return true
    this.#left = this.#found
    return false
  }

  #nextFolder(): boolean {
    if (this.#folders.length === 0) {
      this.#found = { files: 0, bytes: 0 }
      this.#folders = this.#parts.maySweep() ? [...this.#parts.files.folders()] : []
    }
    const folder = this.#folders.shift()
    if (folder === undefined) return false
    this.#folder = folder
    this.#names = [...this.#parts.files.namesIn(folder)]
    return true
  }

  #look(name: string): void {
    const { files, isUsed, remove } = this.#parts
    if (!isContentHash(name)) { files.removeRemnant(this.#folder, name); return }
    if (isUsed(name)) return
    const size = files.sizeOf(name)
    if (remove(name) !== 'young') return
    this.#found = { files: this.#found.files + 1, bytes: this.#found.bytes + size }
  }
}
