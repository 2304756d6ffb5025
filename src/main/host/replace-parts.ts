import { isContainer } from './result-parts.ts'

/**
 * A copy of `value` with some of its parts replaced, wherever they are: cycles, shared parts, holes of arrays and keys of maps
 * stay as they were. The script's own objects are not changed: they may be frozen, or still be used.
 */
export function replaceParts(value: unknown, replacements: ReadonlyMap<object, unknown>): unknown {
  const copies = new Map(replacements)
  const unfilled: (readonly [source: object, copy: object])[] = []
  const copyOf = (part: unknown): unknown => {
    if (!isContainer(part)) return part
    if (copies.has(part)) return copies.get(part)
    const copy = emptyLike(part)
    copies.set(part, copy)
    unfilled.push([part, copy])
    return copy
  }
  const whole = copyOf(value)
  for (let next = unfilled.pop(); next !== undefined; next = unfilled.pop()) fill(...next, copyOf)
  return whole
}

function emptyLike(part: object): object {
  if (Array.isArray(part)) return new Array<unknown>(part.length)
  return part instanceof Map ? new Map() : part instanceof Set ? new Set() : {}
}

function fill(source: object, copy: object, copyOf: (part: unknown) => unknown): void {
  if (source instanceof Map && copy instanceof Map) for (const [key, member] of source) copy.set(copyOf(key), copyOf(member))
  else if (source instanceof Set && copy instanceof Set) for (const member of source) copy.add(copyOf(member))
  else {
    for (const key of Object.keys(source)) {
      // Not assigned: `__proto__` is a name like any other here.
      Object.defineProperty(copy, key, { value: copyOf((source as Readonly<Record<string, unknown>>)[key]), enumerable: true, configurable: true, writable: true })
    }
  }
}
