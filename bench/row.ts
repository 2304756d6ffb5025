/** One line of the table: what was promised, what was measured, and against what in the same run. */
export interface BenchRow {
  readonly id: string
  readonly what: string
  readonly value: number
  readonly unit: string
  readonly baseline: number | null
  /** `value / baseline`, where there is a baseline. */
  readonly ratio: number | null
  /** The promise in words, as docs/performance.md has it. */
  readonly target: string
  readonly met: boolean
}

/** A promise's measurement. */
export interface Bench { readonly id: string; readonly run: () => Promise<readonly BenchRow[]> }

/** Makes a row; `met` gets the value and the ratio. */
export function row(
  about: Pick<BenchRow, 'id' | 'what' | 'unit' | 'target'>, measured: { readonly value: number; readonly baseline?: number },
  met: (value: number, ratio: number) => boolean,
): BenchRow {
  const baseline = measured.baseline ?? null
  const ratio = baseline === null ? null : measured.value / baseline
  return { ...about, value: measured.value, baseline, ratio, met: met(measured.value, ratio ?? Number.NaN) }
}
