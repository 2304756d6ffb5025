import { setTimeout as sleep } from 'node:timers/promises'
import type { KillReceipt } from '../../shared/job.ts'
import { endProcess, endGroup } from './end-process.ts'
import type { ProcessRow } from './process-table.ts'
import type { ProcessTree } from './process-tree.ts'
import type { ProcessTrees } from './process-trees.ts'

/** What cannot be ended in this time (a process that waits for a dead disk) is counted as left. ms. */
const patience = 5000

export interface EndOptions {
  /** Settles when the system has told that the leader is gone; until then its number is its own. */
  readonly leaderGone: Promise<unknown>
  /** False: the leader had done its work, and only what it left behind counts as ended. */
  readonly countLeader: boolean
}

/** `settled`: nothing is left that this look could have passed by. */
interface Look { readonly left: readonly ProcessRow[]; readonly settled: boolean }

/**
 * Ends a tree: its group at once, then, until a look at the system finds none, every member outside of it. Never signals
 * a number alone: the start time is compared, or the process is our child and not yet asked how it ended (E7).
 */
export async function endTree(tree: ProcessTree, trees: ProcessTrees, options: EndOptions): Promise<KillReceipt> {
  const began = performance.now()
  const seen = new Map<string, ProcessRow>()
  const leader: { isOurs: boolean } = { isOurs: true }
  void options.leaderGone.then(() => { leader.isOurs = false })
  let look: Look = { left: [], settled: false }
  for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
    look = await lookAt(tree, trees, look)
    for (const row of look.left) seen.set(`${row.pid} ${row.startTime}`, row)
    if (look.settled && !leader.isOurs || performance.now() - began > patience) break
    if (leader.isOurs) endGroup(tree.leader.pid)
    // A leader that is gone leaves a number that may be another's by now: then each member by itself, looked at before.
    for (const row of look.left) if (row.group !== tree.leader.pid || !leader.isOurs) await endProcess(row, trees.table).catch(() => false)
    await Promise.race([leader.isOurs ? options.leaderGone : sleep(wait), sleep(wait * 10)])
  }
  const { left } = look
  const ended = [...seen.values()].filter((row) => !left.includes(row) && (options.countLeader || row.pid !== tree.leader.pid))
  return { ended: ended.length, left: left.length, tookMs: Math.round(performance.now() - began) }
}

/** A look that fails (the computer has no process or descriptor to spare) tells nothing: what `before` found counts. */
async function lookAt(tree: ProcessTree, trees: ProcessTrees, before: Look): Promise<Look> {
  try {
    // A process that was new at this look and is gone already may have left a child behind that the look passed by.
    const grew = await trees.observe(tree)
    if (trees.table.atOnce) tree.usage.see(await trees.table.usageOf(tree.members))
    const left = await trees.table.alive(tree.members)
    return { left, settled: left.length === 0 && !grew }
  } catch { return { left: before.left, settled: false } }
}
