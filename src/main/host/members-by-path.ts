/** A part of a value, by its path: `result.rows[3]`. `refusal`: reading it threw that. */
export interface PartByPath { readonly value: unknown; readonly path: string; readonly refusal?: string }

/** The parts of a value, one level down, as a clone would read them. Typed arrays have none. */
export function* membersByPath(value: object, path: string): Generator<PartByPath> {
  if (ArrayBuffer.isView(value)) return
  if (value instanceof Map) {
    for (const [key, member] of value) {
      yield { value: key, path: `${path}.keys()` }
      yield { value: member, path: `${path}.get(${nameKey(key)})` }
    }
  } else if (value instanceof Set) {
    for (const member of value) yield { value: member, path: `${path}.values()` }
  } else if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) yield { value: member, path: `${path}[${index}]` }
  } else {
    for (const key of Object.keys(value)) yield { ...read(value, key), path: inside(path, key) }
  }
}

function read(value: object, key: string): Omit<PartByPath, 'path'> {
  try { return { value: (value as Record<string, unknown>)[key] } } catch (thrown) {
    return { value: undefined, refusal: thrown instanceof Error ? thrown.message : String(thrown) }
  }
}

function inside(path: string, key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`
}

function nameKey(key: unknown): string {
  return typeof key === 'string' ? JSON.stringify(key) : typeof key === 'number' ? String(key) : '…'
}
