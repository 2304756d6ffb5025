import { fileSystem } from './file-system.ts'

/**
 * Lets other programs of the computer go first, by so much (0: not at all, to 19), this process's threads and what it starts
 * from now on included; its share of the disk follows on Linux. Never fails: a system that will not changes nothing.
 */
export function beNice(niceness: number): void {
  try {
    const { getPriority, setPriority } = process.getBuiltinModule('node:os')
    // Simmer itself may have been started as nice: nobody may become less so.
    if (niceness <= getPriority()) return
    setPriority(niceness)
    if (process.platform === 'linux') beNiceOnLinux(niceness, setPriority)
  } catch { /* The job runs as it would have. */ }
}

/** Linux counts each thread by itself, and each session as one among others, so the session has to say it too. */
function beNiceOnLinux(niceness: number, setPriority: (pid: number, priority: number) => void): void {
  for (const thread of fileSystem.readdirSync('/proc/self/task')) {
    try { setPriority(Number(thread), niceness) } catch { /* It has ended meanwhile. */ }
  }
  // Refused where the kernel has no such thing, or was told by another process a moment ago.
  try { fileSystem.writeFileSync('/proc/self/autogroup', String(niceness)) } catch { /* Threads alone, then. */ }
}
