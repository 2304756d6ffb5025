/** The value below which `share` of the samples lie, by linear interpolation; NaN for none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5)

/** Milliseconds that `act` takes. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await act()
  return performance.now() - start
}

/**
 * Measures two things in turn, so that a machine whose speed drifts is fair to both; the first `warmup` rounds of
 * each do not count.
 */
export async function interleaved(
  rounds: number, measures: { readonly measured: () => Promise<number>; readonly baseline: () => Promise<number> }, warmup = 2,
): Promise<{ readonly measured: readonly number[]; readonly baseline: readonly number[] }> {
  const measured: number[] = []
  const baseline: number[] = []
  for (let round = 0; round < rounds + warmup; round += 1) {
    const [m, b] = [await measures.measured(), await measures.baseline()]
    if (round < warmup) continue
    measured.push(m)
    baseline.push(b)
  }
  return { measured, baseline }
}
