interface Leaf<K, V> { readonly hash: number; readonly entries: readonly (readonly [K, V])[] }
interface Branch<K, V> { readonly kids: readonly (Node<K, V> | undefined)[] }
type Node<K, V> = Leaf<K, V> | Branch<K, V>

/** Bits of the hash that choose a branch's kid. */
const bits = 4
const width = 2 ** bits
const noKids: readonly undefined[] = Array.from({ length: width }, () => undefined)

/**
 * A map of which every version stays as it is: a change copies the way to what changed and shares the rest, so that it
 * costs the same however many entries there are. Its order is that of the keys' hashes, and equal maps have the same.
 */
export class PersistentMap<K extends string, V> implements Iterable<readonly [K, V]> {
  readonly size: number
  readonly #root: Node<K, V> | undefined

  private constructor(root: Node<K, V> | undefined, size: number) {
    this.#root = root
    this.size = size
  }

  /** Of equal keys the last counts. */
  static of<K extends string, V>(entries: Iterable<readonly [K, V]> = []): PersistentMap<K, V> {
    const leaves = [...new Map(entries)].map(([key, value]): Leaf<K, V> => ({ hash: hashOf(key), entries: [[key, value]] }))
    return new PersistentMap(grow(leaves, 0), leaves.length)
  }

  get(key: K): V | undefined { return this.#find(key)?.[1] }
  has(key: K): boolean { return this.#find(key) !== undefined }

  with(key: K, value: V): PersistentMap<K, V> {
    const known = this.#find(key)
    if (known !== undefined && Object.is(known[1], value)) return this
    return new PersistentMap(put(this.#root, { hash: hashOf(key), entries: [[key, value]] }, 0), this.size + (known === undefined ? 1 : 0))
  }

  without(key: K): PersistentMap<K, V> {
    return this.has(key) ? new PersistentMap(drop(this.#root, { key, hash: hashOf(key) }, 0), this.size - 1) : this
  }

  /** The same without some keys. */
  withoutAll(keys: Iterable<K>): PersistentMap<K, V> {
    return [...keys].reduce<PersistentMap<K, V>>((map, key) => map.without(key), this)
  }

  *keys(): IterableIterator<K> { for (const [key] of this) yield key }
  *values(): IterableIterator<V> { for (const [, value] of this) yield value }
  [Symbol.iterator](): IterableIterator<readonly [K, V]> { return entriesOf(this.#root) }

  /** The keys under which another map has something else, or that only one has. Costs what differs, not what there is. */
  changedKeys(other: PersistentMap<K, V>): ReadonlySet<K> {
    const changed = new Set<K>()
    compare(this.#root, other.#root, changed)
    return changed
  }

  #find(key: K): readonly [K, V] | undefined {
    const hash = hashOf(key)
    let node = this.#root
    for (let shift = 0; node !== undefined; shift += bits) {
      if ('entries' in node) return node.hash === hash ? node.entries.find(([own]) => own === key) : undefined
      node = node.kids[slot(hash, shift)]
    }
    return undefined
  }
}

/** FNV-1a, 32 bits. */
function hashOf(key: string): number {
  let hash = 0x81_1C_9D_C5
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01_00_01_93)
  return hash >>> 0
}

function slot(hash: number, shift: number): number { return (hash >>> shift) & (width - 1) }

function withKid<T>(kids: readonly T[], at: number, kid: T): readonly T[] {
  const copy = kids.slice()
  copy[at] = kid
  return copy
}

/** The tree of leaves of one entry each, all different. */
function grow<K, V>(leaves: readonly Leaf<K, V>[], shift: number): Node<K, V> | undefined {
  const [first, second] = leaves
  if (first === undefined || second === undefined) return first
  if (leaves.every(({ hash }) => hash === first.hash)) return leaves.slice(1).reduce<Node<K, V>>((node, leaf) => put(node, leaf, shift), first)
  const kids = noKids.map((): Leaf<K, V>[] => [])
  for (const leaf of leaves) kids[slot(leaf.hash, shift)]?.push(leaf)
  return { kids: kids.map((some) => grow(some, shift + bits)) }
}

/** `leaf` has one entry. */
function put<K, V>(node: Node<K, V> | undefined, leaf: Leaf<K, V>, shift: number): Node<K, V> {
  if (node === undefined) return leaf
  if ('kids' in node) {
    const at = slot(leaf.hash, shift)
    return { kids: withKid(node.kids, at, put(node.kids[at], leaf, shift + bits)) }
  }
  if (node.hash !== leaf.hash) return put(put({ kids: noKids }, node, shift), leaf, shift)
  const key = leaf.entries[0]?.[0]
  const entries = [...node.entries.filter(([own]) => own !== key), ...leaf.entries]
  return { hash: leaf.hash, entries: entries.sort(([a], [b]) => a === b ? 0 : a < b ? -1 : 1) }
}

/** A branch with one leaf left becomes that leaf, so that equal maps are built alike. */
function drop<K, V>(node: Node<K, V> | undefined, gone: { readonly key: K; readonly hash: number }, shift: number): Node<K, V> | undefined {
  if (node === undefined) return undefined
  if ('entries' in node) {
    const entries = node.entries.filter(([own]) => own !== gone.key)
    return entries.length === 0 ? undefined : { hash: node.hash, entries }
  }
  const at = slot(gone.hash, shift)
  const kids = withKid(node.kids, at, drop(node.kids[at], gone, shift + bits))
  const left = kids.filter((kid) => kid !== undefined)
  const [only] = left
  return left.length === 1 && only !== undefined && 'entries' in only ? only : { kids }
}

function* entriesOf<K, V>(node: Node<K, V> | undefined): IterableIterator<readonly [K, V]> {
  if (node === undefined) return
  if ('entries' in node) yield* node.entries
  else for (const kid of node.kids) yield* entriesOf(kid)
}

function compare<K, V>(one: Node<K, V> | undefined, other: Node<K, V> | undefined, changed: Set<K>): void {
  if (one === other) return
  if (one !== undefined && other !== undefined && 'kids' in one && 'kids' in other) {
    for (let at = 0; at < width; at += 1) compare(one.kids[at], other.kids[at], changed)
    return
  }
  const before = new Map(entriesOf(one))
  for (const [key, value] of entriesOf(other)) {
    if (!before.has(key) || !Object.is(before.get(key), value)) changed.add(key)
    before.delete(key)
  }
  for (const key of before.keys()) changed.add(key)
}
