import type { ProgressSummary } from '../../shared/change.ts'
import { isPlainObject } from '../../shared/grouping.ts'

/** A progress value in one line for lists: its first number from 0 to 1 (or two numbers, value and total) and its first text. */
export function summarizeProgress(value: unknown): ProgressSummary {
  const numbers: number[] = []
  const texts: string[] = []
  collect(value, (part) => {
    if (typeof part === 'number' && Number.isFinite(part)) numbers.push(part)
    // A bar's value and max often come as text ("3", "10"): they count as numbers, not as a message.
    else if (typeof part === 'string' && part.trim() !== '' && Number.isFinite(Number(part))) numbers.push(Number(part))
    else if (typeof part === 'string' && part.trim() !== '') texts.push(part)
  })
  return { fraction: fractionOf(numbers), text: texts[0] ?? null }
}

function collect(value: unknown, take: (part: unknown) => void, depth = 0): void {
  // Figures and tables are progress too, and hold numbers that are none.
  if (depth > 2) return
  if (Array.isArray(value)) { if (value.length <= 8) for (const part of value) collect(part, take, depth + 1) }
  else if (isPlainObject(value)) { if (Object.keys(value).length <= 8 && !('data' in value)) for (const part of Object.values(value)) collect(part, take, depth + 1) }
  else take(value)
}

function fractionOf(numbers: readonly number[]): number | null {
  const [first, second] = numbers
  if (first === undefined || first < 0) return null
  if (second !== undefined && second > 0 && first <= second) return first / second
  return first <= 1 ? first : null
}
