/** A process that cannot be mistaken for a later one of the same number. `startTime` is the system's own, as text. */
export interface ProcessKey { readonly pid: number; readonly startTime: string }

/** One process as a table lists it. */
export interface ProcessRow extends ProcessKey {
  readonly ppid: number
  /** Process group; 0 where the system has none. */
  readonly group: number
  /** The tokens in its environment, where the system shows it. */
  readonly runToken: string | null
  readonly ownerToken: string | null
}

type Maybe<T> = T | Promise<T>

/** What the system knows of its processes. Linux answers at once, other systems take a while. */
export interface ProcessTable {
  /** Differs after each start of the machine. */
  readonly bootId: string
  /** Processes of now. Parents and groups are as they were when first seen, which is what tells where a process came from. */
  list(): Maybe<readonly ProcessRow[]>
  /** undefined: there is no such process. */
  startTimeOf(pid: number): Maybe<string | undefined>
  /** Those that still run; zombies do not. */
  alive<K extends ProcessKey>(keys: readonly K[]): Maybe<readonly K[]>
  /** Bytes of memory that these hold together. */
  memoryOf(pids: readonly number[]): Maybe<number>
}
