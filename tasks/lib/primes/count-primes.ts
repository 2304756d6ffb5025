import { oddPrimesUpTo } from './base-primes.ts'
import { patternOffset, presievedPattern, presievedPrimes } from './presieved-pattern.ts'

/** Marks per segment. One byte each: a segment stays in the processor's second-level cache. */
const segmentLength = 1 << 18

/**
 * Counts the primes up to and including `limit`, exactly, with a segmented sieve over the odd numbers.
 * Memory is constant but for the primes up to the square root of `limit`.
 * @param onProgress hears after each segment up to which number all primes are counted.
 * @throws RangeError where `limit` is not a whole number from 0 to 10^10.
 */
export function countPrimes(limit: number, onProgress: (reached: number) => void = () => undefined): number {
  if (!Number.isInteger(limit) || limit < 0 || limit > 1e10) {
    throw new RangeError(`Expected a whole number from 0 to 10,000,000,000, got ${limit}.`)
  }
  if (limit < 2) return 0
  // Mark i stands for the odd number 2i + 1. Mark 0, for 1, is counted in place of the prime 2.
  const marks = Math.ceil(limit / 2)
  const sieve = new SegmentSieve(Math.floor(Math.sqrt(limit)), Math.min(marks, segmentLength))
  let count = presievedPrimes.filter((prime) => prime <= limit).length
  for (let start = 0; start < marks; start += segmentLength) {
    const length = Math.min(segmentLength, marks - start)
    count += sieve.countFrom(start, length)
    onProgress(Math.min(limit, 2 * (start + length)))
  }
  return count
}

/** Sieves segments that follow one another; must be called with ascending starts, without gaps. */
class SegmentSieve {
  readonly #primes: Uint32Array
  /** Per entered prime: its next multiple's mark, counted from the start of the next segment. */
  readonly #next: Uint32Array
  readonly #pattern: Uint8Array
  readonly #segment: Uint8Array
  #entered = 0

  /** `root`: that of the greatest number. `length`: that of the longest segment. */
  constructor(root: number, length: number) {
    this.#pattern = presievedPattern(length)
    this.#segment = new Uint8Array(length)
    this.#primes = oddPrimesUpTo(root).filter((prime) => !presievedPrimes.includes(prime))
    this.#next = new Uint32Array(this.#primes.length)
  }

  countFrom(start: number, length: number): number {
    const offset = patternOffset(start)
    this.#segment.set(this.#pattern.subarray(offset, offset + length))
    this.#enterPrimes(start, length)
    for (let position = 0; position < this.#entered; position += 1) this.#crossOff(position, length)
    return countMarks(this.#segment, length)
  }

  /** A prime takes part from its square on: smaller multiples have a smaller factor. */
  #enterPrimes(start: number, length: number): void {
    for (; this.#entered < this.#primes.length; this.#entered += 1) {
      const prime = this.#primes[this.#entered] ?? 0
      const square = (prime * prime - 1) / 2 - start
      if (square >= length) return
      this.#next[this.#entered] = square
    }
  }

  #crossOff(position: number, length: number): void {
    const segment = this.#segment
    const prime = this.#primes[position] ?? 0
    let index = this.#next[position] ?? 0
    for (; index < length; index += prime) segment[index] = 0
    this.#next[position] = index - length
  }
}

function countMarks(segment: Uint8Array, length: number): number {
  let count = 0
  for (let index = 0; index < length; index += 1) count += segment[index] ?? 0
  return count
}
