const { types } = process.getBuiltinModule('node:util')

/** A part whose members a structured clone copies one by one: array, Map, Set, object, class instance. */
export function isContainer(part: unknown): part is object {
  return typeof part === 'object' && part !== null && !isLeaf(part)
}

/** Every part of a value that has members, each once, however deep and circular; typed arrays are not looked into. */
export function* containersOf(value: unknown): Generator<object> {
  const seen = new Set<object>()
  const open: unknown[] = [value]
  while (open.length > 0) {
    const part = open.pop()
    if (!isContainer(part) || seen.has(part)) continue
    seen.add(part)
    yield part
    for (const member of membersOf(part)) if (typeof member === 'object') open.push(member)
  }
}

/** What is refused when it is cloned is left to that, so that the error names it. */
function isLeaf(part: object): boolean {
  if (Array.isArray(part)) return false
  return ArrayBuffer.isView(part) || types.isAnyArrayBuffer(part) || types.isDate(part) || types.isRegExp(part) || part instanceof Error
    || types.isBoxedPrimitive(part) || types.isPromise(part) || types.isWeakMap(part) || types.isWeakSet(part) || types.isProxy(part)
    || types.isGeneratorObject(part) || types.isExternal(part) || part instanceof WeakRef
}

function* membersOf(part: object): Generator {
  if (part instanceof Map) for (const entry of part) yield* entry
  else if (part instanceof Set) yield* part
  else for (const key of Object.keys(part)) yield readMember(part, key)
}

/** A member as a clone would read it; a getter that throws gives undefined here, and fails the clone. */
function readMember(part: object, key: string): unknown {
  try { return (part as Readonly<Record<string, unknown>>)[key] } catch { return undefined }
}
