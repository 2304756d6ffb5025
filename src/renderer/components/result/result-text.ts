/**
 * A result as text for the clipboard: text as it is, the rest as JSON with what JSON lacks told in words. Objects that
 * hold themselves, or are deeper than can be written, are told too: it never throws.
 */
export function resultText(value: unknown, indent = 2): string {
  if (typeof value === 'string') return value
  if (value === undefined) return ''
  try {
    return JSON.stringify(value, plainer(), indent)
  } catch (error) {
    return `This value cannot be written as text: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** A replacer that knows what the part it is given lies in, to see circles. */
function plainer(): (this: unknown, key: string, part: unknown) => unknown {
  const around: unknown[] = []
  const shown = new Map<unknown, unknown>()
  return function replace(_key, part) {
    // `this` is what holds the part, as it was replaced by: leave what it is not in.
    while (around.length > 0 && shown.get(around.at(-1)) !== this) around.pop()
    const plain = plainPart(part)
    if (typeof plain !== 'object' || plain === null) return plain
    if (around.includes(part)) return '(itself)'
    around.push(part)
    shown.set(part, plain)
    return plain
  }
}

function plainPart(part: unknown): unknown {
  if (typeof part === 'bigint') return String(part)
  if (part instanceof Map) return Object.fromEntries(part)
  if (part instanceof Set) return [...part]
  if (part instanceof RegExp) return String(part)
  if (part instanceof Error) return { name: part.name, message: part.message }
  if (part instanceof ArrayBuffer) return Array.from(new Uint8Array(part))
  return ArrayBuffer.isView(part) && !(part instanceof DataView) ? Array.from(part as Float64Array) : part
}
