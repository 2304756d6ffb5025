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

/**
 * Ends a tree: its group at once, then, until a look at the system finds none, every member outside of it. Never signals
 * a number alone: the start time is compared, or the process is our child and not yet asked how it ended (E7).
 */
export async function endTree(tree: ProcessTree, trees: ProcessTrees, options: EndOptions): Promise<KillReceipt> {
  const began = performance.now()
  const seen = new Map<string, ProcessRow>()
  const leader: { isOurs: boolean } = { isOurs: true }
  void options.leaderGone.then(() => { leader.isOurs = false })
  let left: readonly ProcessRow[] = []
  for (let wait = 1; ; wait = Math.min(wait * 2, 50)) {
    await trees.observe()
    left = await trees.table.alive(tree.members)
    for (const row of left) seen.set(`${row.pid} ${row.startTime}`, row)
    if (left.length === 0 && !leader.isOurs || performance.now() - began > patience) break
    if (leader.isOurs) endGroup(tree.leader.pid)
    // A leader that is gone leaves a number that may be another's by now: then each member by itself, looked at before.
    for (const row of left) if (row.group !== tree.leader.pid || !leader.isOurs) await endProcess(row, trees.table)
    await Promise.race([leader.isOurs ? options.leaderGone : sleep(wait), sleep(wait * 10)])
  }
  const ended = [...seen.values()].filter((row) => !left.includes(row) && (options.countLeader || row.pid !== tree.leader.pid))
  return { ended: ended.length, left: left.length, tookMs: Math.round(performance.now() - began) }
}
