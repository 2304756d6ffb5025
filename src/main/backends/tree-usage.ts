import type { Usage } from '../../shared/job.ts'
import type { ProcessKey, ProcessUsage } from './process-table.ts'

/** What a tree takes at a moment: bytes, what its processes share counted once; ms of processor time since it began. */
export interface TreeSample { readonly memory: number; readonly cpuTime: number }

/** What a tree of processes took, put together from looks at those that live: the most memory, all processor time. */
export class TreeUsage {
  #live = new Map<string, ProcessUsage>()
  #peakMemory = 0
  /** Processor time of processes that went without a parent of ours asking for it, ms. */
  #left = 0
  #cpuTime = 0
  #seen = false

  /** Undefined: no look ever found one of its processes. */
  get total(): Usage | undefined {
    return this.#seen ? { peakMemory: this.#peakMemory, cpuTime: this.#cpuTime } : undefined
  }

  /** Takes in a look at all of the tree's processes that live now. */
  see(rows: readonly ProcessUsage[]): TreeSample {
    const now = new Map(rows.map((row) => [keyOf(row), row]))
    const gone = sum([...this.#live].filter(([key]) => !now.has(key)).map(([, row]) => row.own + row.waitedFor))
    const askedFor = sum([...now].map(([key, row]) => row.waitedFor - (this.#live.get(key)?.waitedFor ?? row.waitedFor)))
    this.#left += Math.max(0, gone - askedFor)
    this.#live = now
    const cpuTime = this.#left + sum(rows.map((row) => row.own + row.waitedFor))
    const memory = sum(rows.map((row) => row.resident - row.shared)) + Math.max(0, ...rows.map((row) => row.shared))
    this.add({ peakMemory: Math.max(memory, ...rows.map((row) => row.peak)), cpuTime }, rows.length > 0)
    return { memory, cpuTime }
  }

  /** Takes in what is known of the tree from elsewhere: it took this much at least. */
  add({ peakMemory, cpuTime }: Usage, seen = true): void {
    this.#peakMemory = Math.max(this.#peakMemory, peakMemory)
    this.#cpuTime = Math.max(this.#cpuTime, cpuTime)
    this.#seen ||= seen
  }
}

function keyOf({ pid, startTime }: ProcessKey): string { return `${pid} ${startTime}` }

function sum(numbers: readonly number[]): number { return numbers.reduce((all, each) => all + each, 0) }
