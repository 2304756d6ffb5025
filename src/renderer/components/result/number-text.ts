/**
 * A number as tables and facts show it: thousands set apart from 10,000 up, six decimals at most. Written by hand,
 * since a table asks for it thousands of times a frame and Intl takes a microsecond each.
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  if (Number.isInteger(value)) return size < 10_000 ? String(value) : size < 1e21 ? group(size >= 2 ** 53 ? BigInt(value).toString() : String(value)) : value.toExponential(4)
  if (size >= 1e15 || size < 1e-4) return value.toExponential(4)
  const fixed = value.toFixed(6)
  let end = fixed.length
  while (fixed.charCodeAt(end - 1) === 48) end -= 1
  if (fixed.charCodeAt(end - 1) === 46) end -= 1
  const text = fixed.slice(0, end)
  return size < 1_000 ? text : group(text)
}

/** Commas between the thousands of a plain decimal number. */
function group(text: string): string {
  const point = text.indexOf('.')
  const whole = point === -1 ? text.length : point
  const first = text.startsWith('-') ? 1 : 0
  let grouped = text.slice(whole)
  let at = whole
  for (; at - first > 3; at -= 3) grouped = `,${text.slice(at - 3, at)}${grouped}`
  return text.slice(0, at) + grouped
}
