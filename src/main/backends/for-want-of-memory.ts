/** One look at the memory of a process tree and of the computer. Bytes. */
export interface MemorySample {
  /** What the tree held. */
  readonly held: number
  /** What the computer could still have given. */
  readonly free: number
}

/** Below this part of what the tree held, the computer had little left to give. */
const little = 0.25

/**
 * Whether a kill from outside may well have been the system's, for want of memory: at the last look the tree held much more
 * than was left. No proof, which only the system's own log has.
 */
export function isForWantOfMemory(sample: MemorySample | undefined): sample is MemorySample {
  return sample !== undefined && sample.free < sample.held * little
}
