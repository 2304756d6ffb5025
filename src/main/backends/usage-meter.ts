import type { LiveUsage } from '../../shared/change.ts'
import type { TreeSample } from './tree-usage.ts'

/** ms between two figures: nobody reads faster. A little less than a second, for looks come a little late. */
const least = 950

/** Makes of looks at a tree what a person wants to see: at most once a second, memory and how many processors it keeps busy. */
export class UsageMeter {
  readonly #tell: (usage: LiveUsage) => void
  #last: { readonly at: number; readonly cpuTime: number } | undefined

  constructor(tell: (usage: LiveUsage) => void) { this.#tell = tell }

  /** `at`: ms of any clock that goes evenly. */
  see({ memory, cpuTime }: TreeSample, at: number): void {
    const last = this.#last
    if (last !== undefined && at - last.at < least) return
    this.#last = { at, cpuTime }
    if (last !== undefined) this.#tell({ memory, cores: Math.max(0, cpuTime - last.cpuTime) / (at - last.at) })
  }
}
