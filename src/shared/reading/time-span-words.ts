import { readTimeSpan } from './read-time-span.ts'

const units = [['d', 86_400], ['h', 3_600], ['min', 60]] as const

/** A span of seconds as it would be typed: `1 h 30 min`. Reads back as the same number. */
export function timeSpanWords(span: number): string {
  let rest = span
  const words: string[] = []
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size)
    if (count > 0) words.push(`${count} ${unit}`)
    rest -= count * size
  }
  if (rest > 0 || words.length === 0) words.push(`${rest} s`)
  const text = words.join(' ')
  // Fractions of seconds beside hours may not come back to the last bit.
  return readTimeSpan(text) === span ? text : `${span} s`
}
