import { isFullSize } from './full-size.ts'

/** Says how long things took, where a promise is shown at its full size: figures for docs/reliability.md. */
export function sayFigures(what: string, ms: readonly number[]): void {
  if (!isFullSize) return
  const sorted = [...ms].sort((a, b) => a - b)
  const at = (part: number): string => (sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN).toFixed(1)
  process.stderr.write(`\n${what}: ${sorted.length} ×, ms: p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}\n`)
}
