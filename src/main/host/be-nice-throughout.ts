import { readdirSync, readlinkSync, writeFileSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'

/**
 * What {@link beNice} leaves undone on Linux, which counts each thread by itself and each session as one among others:
 * all threads of this process but the calling one, which carries progress and cancel, and its session. The share of the disk follows by itself.
 */
export function beNiceThroughout(niceness: number): void {
  if (niceness <= 0 || process.platform !== 'linux') return
  try {
    const self = readlinkSync('/proc/thread-self').split('/').at(-1)
    for (const thread of readdirSync('/proc/self/task')) if (thread !== self) beNiceIn(Number(thread), niceness)
    // Refused where the kernel has no such thing, or was told so by another process a moment ago.
    writeFileSync('/proc/self/autogroup', String(niceness))
  } catch { /* Threads alone, then. */ }
}

function beNiceIn(thread: number, niceness: number): void {
  try { if (niceness > getPriority(thread)) setPriority(thread, niceness) } catch { /* It has ended meanwhile. */ }
}
