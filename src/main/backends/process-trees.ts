import type { ProcessTable } from './process-table.ts'
import type { ProcessTree } from './process-tree.ts'
import type { TreeSample } from './tree-usage.ts'

/** ms between two looks at the descendants of running jobs. */
const every = 250

/** Who wants to know what a tree takes. */
export interface TreeWatcher {
  /** Bytes above which memory is counted exactly, which costs more; null: never. */
  readonly exactAbove: number | null
  seen(sample: TreeSample): void
}

/**
 * The record of descendants, and of what they take: while jobs run it looks at the system's processes now and then, so
 * that a descendant that leaves its group and clears its environment was seen before. Costs nothing while no job runs.
 */
export class ProcessTrees {
  readonly table: ProcessTable
  readonly #trees = new Set<ProcessTree>()
  readonly #watched = new Map<ProcessTree, TreeWatcher>()
  #timer: NodeJS.Timeout | undefined

  constructor(table: ProcessTable) { this.table = table }

  add(tree: ProcessTree): void { this.#trees.add(tree) }
  remove(tree: ProcessTree): void {
    this.unwatch(tree)
    this.#trees.delete(tree)
  }

  /** Looks regularly from now on. */
  watch(tree: ProcessTree, watcher: TreeWatcher): void {
    this.#watched.set(tree, watcher)
    this.#timer ??= setTimeout(() => { void this.#look() }, every)
  }

  unwatch(tree: ProcessTree): void {
    this.#watched.delete(tree)
    if (this.#watched.size > 0) return
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** Looks now: afterwards every tree knows all members that exist and can be told as such. True: `tree` got new ones. */
  async observe(tree?: ProcessTree): Promise<boolean> {
    const rows = new Map((await this.table.list()).map((row) => [row.pid, row]))
    let grew = false
    for (const each of this.#trees) {
      const more = each.take(rows)
      if (each === tree) grew = more
    }
    return grew
  }

  /** The leader of `tree` has died by itself, right now: whoever is left in its group is known from then on. */
  async orphaned(tree: ProcessTree): Promise<void> {
    // A look that fails leaves those whom the token tells.
    try { tree.take(new Map((await this.table.list()).map((row) => [row.pid, row])), { orphaned: true }) } catch { /* See above. */ }
  }

  async #look(): Promise<void> {
    // A look that fails (no descriptor is left, say) must not be the last.
    try {
      await this.observe()
      for (const [tree, watcher] of this.#watched) await this.#see(tree, watcher)
    } catch { /* Looked at again the next time. */ }
    if (this.#watched.size > 0) this.#timer = setTimeout(() => { void this.#look() }, every)
    else this.#timer = undefined
  }

  async #see(tree: ProcessTree, watcher: TreeWatcher): Promise<void> {
    const rows = await this.table.usageOf(tree.members)
    if (rows.length === 0) return
    const sample = tree.usage.see(rows)
    // What forked processes share counts in each of them here: an exact look decides, where it matters.
    const most = rows.reduce((sum, { resident }) => sum + resident, 0)
    const { exactAbove } = watcher
    watcher.seen(exactAbove === null || most <= exactAbove ? sample : { ...sample, memory: await this.table.memoryOf(rows.map(({ pid }) => pid)) })
  }
}
