/** Primes whose multiples the pattern has crossed off already: more than half of all the crossing off there is. */
export const presievedPrimes: readonly number[] = [3, 5, 7, 11, 13]

const period = presievedPrimes.reduce((product, prime) => product * prime, 1)

/**
 * Marks of the odd numbers 1, 3, 5, … (1 = not a multiple of a presieved prime), long enough that a window of
 * `length` marks can be copied from any {@link patternOffset}.
 */
export function presievedPattern(length: number): Uint8Array {
  const pattern = new Uint8Array(length + period).fill(1)
  for (const prime of presievedPrimes) {
    for (let index = (prime - 1) / 2; index < pattern.length; index += prime) pattern[index] = 0
  }
  return pattern
}

/** Where in the pattern the marks for odd numbers from the `index`th on begin. */
export function patternOffset(index: number): number {
  return index % period
}
