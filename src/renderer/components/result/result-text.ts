/** A result as text for the clipboard: text as it is, the rest as JSON with what JSON lacks told in words. */
export function resultText(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === undefined) return ''
  return JSON.stringify(value, (_key, part: unknown) => plainPart(part), 2)
}

function plainPart(part: unknown): unknown {
  if (typeof part === 'bigint') return String(part)
  if (part instanceof Map) return Object.fromEntries(part)
  if (part instanceof Set) return [...part]
  return ArrayBuffer.isView(part) && !(part instanceof DataView) ? Array.from(part as Float64Array) : part
}
