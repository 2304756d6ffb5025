/**
 * Lets other programs of the computer go first, by so much (0: not at all, to 19): on Linux this thread, elsewhere the
 * process; and what is started from here from now on. Never fails: a system that will not changes nothing.
 */
export function beNice(niceness: number): void {
  if (niceness <= 0) return
  try {
    const { constants, getPriority, setPriority } = process.getBuiltinModule('node:os')
    // Windows knows few steps, and the first is here.
    const asked = process.platform === 'win32' ? Math.max(niceness, constants.priority.PRIORITY_BELOW_NORMAL) : niceness
    // Simmer itself may have been started as nice: nobody may become less so.
    if (asked > getPriority()) setPriority(asked)
  } catch { /* The job runs as it would have. */ }
}
