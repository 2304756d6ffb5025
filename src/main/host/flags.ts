/** Places in the memory that a host's two threads share. */
export const flag = {
  /** Who writes to the channel: one of {@link writer}. */
  writer: 0,
  /** How many progress values the I/O thread would take now. */
  progressRoom: 1,
  /** 1: the main thread holds a progress value that found no room. */
  progressKept: 2,
  propsRoom: 3,
  propsKept: 4,
  /** 1: the I/O thread has written all that it was given before the process exits. */
  flushed: 5,
} as const

/**
 * The channel passes from the main thread, which has it until the script begins, to the I/O thread, or stays with the
 * main thread where a script has ended before the other was up: then a short job never waits for a thread to start.
 */
export const writer = { main: 0, thread: 1, mainForGood: 2, mainNow: 3 } as const

/** Rooms at the start. A script that calls less often than rooms come back has each value copied at the call. */
export const rooms = { progress: 4, props: 64 } as const

export function makeFlags(): Int32Array {
  const flags = new Int32Array(new SharedArrayBuffer(Object.keys(flag).length * Int32Array.BYTES_PER_ELEMENT))
  Atomics.store(flags, flag.progressRoom, rooms.progress)
  Atomics.store(flags, flag.propsRoom, rooms.props)
  return flags
}
