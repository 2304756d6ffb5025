import { DistinctEstimate } from './distinct-estimate.ts'

export interface CountedValue { readonly value: string; readonly count: number }

const longestKey = 80

/**
 * Counts how often each text occurs, in bounded memory. Exact up to `capacity` different texts; from then on the
 * rare ones are dropped (Misra and Gries), counts become lower bounds, and the number of different texts an estimate.
 */
export class ValueCounts {
  readonly #capacity: number
  #counts = new Map<string, number>()
  #estimate: DistinctEstimate | null = null
  /** By how much a count may be too low. */
  #shortfall = 0

  constructor(capacity: number) { this.#capacity = capacity }

  add(value: string): void {
    const key = value.length > longestKey ? shortened(value) : value
    const count = this.#counts.get(key)
    if (count !== undefined) this.#counts.set(key, count + 1)
    else this.#insert(key)
  }

  get exact(): boolean { return this.#estimate === null }
  get distinct(): number { return this.#estimate?.estimate ?? this.#counts.size }

  /** The most frequent texts, only those whose count is known to be more than a guess. */
  top(length: number): readonly CountedValue[] {
    return [...this.#counts]
      .filter(([, count]) => count > this.#shortfall)
      .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
      .slice(0, length)
      .map(([value, count]) => ({ value, count }))
  }

  #insert(key: string): void {
    if (this.#counts.size >= this.#capacity) this.#prune()
    this.#counts.set(detached(key), 1)
    // Texts that are counted were added to the estimate when they came.
    this.#estimate?.add(key)
  }

  /** Lowers all counts by that of the median text, which drops at least half of them. */
  #prune(): void {
    if (this.#estimate === null) {
      this.#estimate = new DistinctEstimate()
      for (const key of this.#counts.keys()) this.#estimate.add(key)
    }
    const counts = [...this.#counts.values()].sort((a, b) => a - b)
    const lowered = counts[Math.floor(counts.length / 2)] ?? 0
    this.#shortfall += lowered
    this.#counts = new Map([...this.#counts].flatMap(([key, count]) => count > lowered ? [[key, count - lowered] as const] : []))
  }
}

/** A copy with memory of its own: a slice of a long text keeps all of that text alive. */
function detached(text: string): string {
  return Buffer.from(text).toString()
}

function shortened(value: string): string {
  let sum = 0
  for (let index = 0; index < value.length; index += 1) sum = Math.imul(sum, 31) + value.charCodeAt(index) | 0
  return `${value.slice(0, 60)}… (${value.length} characters, ${(sum >>> 0).toString(16)})`
}
