import { spawn } from 'node:child_process'
import type { ProcessKey, ProcessTable } from './process-table.ts'

/**
 * Kills every process of a group. The caller knows that the group is ours: its leader is our child, and the system was
 * not asked yet how it ended. Windows has no groups: there it is the process and what it started.
 */
export function endGroup(leader: number): void {
  if (process.platform === 'win32') {
    // A system that cannot start it now is asked again at the next look.
    try { spawn('taskkill', ['/pid', String(leader), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => undefined) } catch { /* The look tells. */ }
    return
  }
  signal(-leader)
}

/** Kills one process, if it still is the one that was seen. True: it was signalled. */
export async function endProcess(process: ProcessKey, table: ProcessTable): Promise<boolean> {
  if ((await table.alive([process])).length === 0) return false
  return signal(process.pid)
}

function signal(target: number): boolean {
  try { return process.kill(target, 'SIGKILL') } catch { return false }
}
