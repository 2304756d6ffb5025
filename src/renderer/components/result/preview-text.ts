/** Characters that a preview may have. */
const limit = 160
/** Levels of objects within objects that a preview looks into; circles end there as well. */
const deepest = 3

/** The beginning of any value in one line, in the manner of JSON. It looks at little of a large value, and never throws. */
export function previewText(value: unknown): string {
  const text = write(value, 0)
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`
}

function write(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value.length > limit ? `${value.slice(0, limit)}…` : value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value !== 'object' || value === null) return String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString()
  if (value instanceof RegExp) return String(value)
  if (value instanceof Error) return `${value.name}: ${value.message}`
  if (value instanceof ArrayBuffer) return `ArrayBuffer of ${value.byteLength}`
  if (value instanceof DataView) return `DataView of ${value.byteLength}`
  if (depth >= deepest) return Array.isArray(value) ? '[…]' : '{…}'
  if (value instanceof Map) return `Map {${members(value.entries(), ([key, held]) => `${write(key, depth + 1)} → ${write(held, depth + 1)}`)}}`
  if (value instanceof Set) return `Set {${members(value.values(), (held) => write(held, depth + 1))}}`
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `[${members((value as readonly unknown[]).values(), (held) => write(held, depth + 1))}]`
  return `{${members(Object.entries(value).values(), ([key, held]) => `${JSON.stringify(key)}:${write(held, depth + 1)}`)}}`
}

/** The first members; the rest would not fit anyway. */
function members<T>(all: IteratorObject<T>, text: (member: T) => string): string {
  const shown: string[] = []
  let length = 0
  for (const member of all) {
    if (length > limit) { shown.push('…'); break }
    const next = text(member)
    shown.push(next)
    length += next.length + 1
  }
  return shown.join(',')
}
