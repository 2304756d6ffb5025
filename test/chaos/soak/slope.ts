/** By how much a figure grows in an hour: the slope of the straight line nearest to its samples. `at` in ms; 0 for fewer than two. */
export function slopePerHour(samples: readonly { readonly at: number; readonly value: number }[]): number {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
  const [at, value] = [mean(samples.map((each) => each.at)), mean(samples.map((each) => each.value))]
  const spread = samples.reduce((sum, each) => sum + (each.at - at) ** 2, 0)
  const rise = samples.reduce((sum, each) => sum + (each.at - at) * (each.value - value), 0)
  return spread === 0 || samples.length < 2 ? 0 : rise / spread * 3_600_000
}
