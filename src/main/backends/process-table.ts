/** A process that cannot be mistaken for a later one of the same number. `startTime` is the system's own, as text. */
export interface ProcessKey { readonly pid: number; readonly startTime: string }

/** One process as a table lists it. */
export interface ProcessRow extends ProcessKey {
  readonly ppid: number
  /** Orders processes by when they started, in the system's own unit. */
  readonly startedAt: number
  /** Process group; 0 where the system has none. */
  readonly group: number
  /** The tokens in its environment, where the system shows it. */
  readonly runToken: string | null
  readonly ownerToken: string | null
}

/** What one process takes of the computer at a moment. */
export interface ProcessUsage extends ProcessKey {
  /** Bytes of memory that it holds, and how many of them are files or memory that others may share. */
  readonly resident: number
  readonly shared: number
  /** The most that `resident` ever was, where the system remembers. */
  readonly peak: number
  /** Processor time in ms: its own, and that of the children whose end it asked for. */
  readonly own: number
  readonly waitedFor: number
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
  /** True: it answers without asking another program. */
  readonly atOnce: boolean
  /** Those that still run, with what they take. */
  usageOf(keys: readonly ProcessKey[]): Maybe<readonly ProcessUsage[]>
  /** Bytes of memory that these hold together, each page counted once as far as the system can tell; costs more than {@link ProcessTable.usageOf}. */
  memoryOf(pids: readonly number[]): Maybe<number>
}
