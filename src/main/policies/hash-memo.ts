/** What tells a file's content apart without reading it. */
export interface FileIdentity { readonly path: string; readonly size: bigint; readonly mtimeNs: bigint; readonly ino: bigint; readonly dev: bigint }

const limit = 50_000
/** A file changed again within its clock's grain keeps its mtime: one changed just now is read again. */
const settledNs = 2_000_000_000n

/** Hashes of files by (path, size, mtime, inode); the least recently used are forgotten. */
export class HashMemo {
  readonly #hashes = new Map<string, string>()

  get(identity: FileIdentity): string | undefined {
    const name = nameOf(identity)
    const hash = this.#hashes.get(name)
    if (hash === undefined) return undefined
    this.#hashes.delete(name)
    this.#hashes.set(name, hash)
    return hash
  }

  /** `readAt`: when the reading began, ns since the epoch. */
  set(identity: FileIdentity, hash: string, readAt: bigint): void {
    if (identity.mtimeNs + settledNs > readAt) return
    this.#hashes.set(nameOf(identity), hash)
    const [oldest] = this.#hashes.keys()
    if (this.#hashes.size > limit && oldest !== undefined) this.#hashes.delete(oldest)
  }
}

function nameOf({ path, size, mtimeNs, ino, dev }: FileIdentity): string {
  return `${size}:${mtimeNs}:${dev}:${ino}:${path}`
}
