/** The odd primes up to `limit`, ascending: what a segmented sieve crosses off with. */
export function oddPrimesUpTo(limit: number): Uint32Array {
  const composite = new Uint8Array(limit + 1)
  const primes: number[] = []
  for (let candidate = 3; candidate <= limit; candidate += 2) {
    if (composite[candidate] === 1) continue
    primes.push(candidate)
    for (let multiple = candidate * candidate; multiple <= limit; multiple += 2 * candidate) composite[multiple] = 1
  }
  return Uint32Array.from(primes)
}
