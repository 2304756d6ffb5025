import type { ProcessTable } from './process-table.ts'
import type { ProcessTree } from './process-tree.ts'

/** ms between two looks at the descendants of running jobs. */
const every = 250

/** Called after a look while a tree is watched, with bytes, where it was asked for. */
export type MemorySeen = (bytes: number) => void

/**
 * The record of descendants: while jobs run it looks at the system's processes now and then, so that a descendant that
 * leaves its group and clears its environment was seen before. Costs nothing while no job runs.
 */
export class ProcessTrees {
  readonly table: ProcessTable
  readonly #trees = new Set<ProcessTree>()
  readonly #watched = new Map<ProcessTree, MemorySeen | null>()
  #timer: NodeJS.Timeout | undefined

  constructor(table: ProcessTable) { this.table = table }

  add(tree: ProcessTree): void { this.#trees.add(tree) }
  remove(tree: ProcessTree): void {
    this.unwatch(tree)
    this.#trees.delete(tree)
  }

  /** Looks regularly from now on. */
  watch(tree: ProcessTree, memory: MemorySeen | null): void {
    this.#watched.set(tree, memory)
    this.#timer ??= setTimeout(() => { void this.#look() }, every)
  }

  unwatch(tree: ProcessTree): void {
    this.#watched.delete(tree)
    if (this.#watched.size > 0) return
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Looks now: afterwards every tree knows all members that exist and can be told as such. */
  async observe(): Promise<void> {
    const rows = new Map((await this.table.list()).map((row) => [row.pid, row]))
    for (const tree of this.#trees) tree.take(rows)
  }

  async #look(): Promise<void> {
    await this.observe()
    for (const [tree, seen] of this.#watched) {
      if (seen !== null) seen(await this.table.memoryOf((await this.table.alive(tree.members)).map(({ pid }) => pid)))
    }
    if (this.#watched.size > 0) this.#timer = setTimeout(() => { void this.#look() }, every)
    else this.#timer = undefined
  }
}
