import type { Grouping } from './dependency.ts'

/** Tells a grouping's scalars from the arrays and objects around them. */
export type IsScalar<T> = (candidate: unknown) => candidate is T

/** Why a value does not fit a grouping (B3). `path` is like `[0].total`; '' at the top. */
export interface GroupingMismatch { readonly path: string; readonly expected: string; readonly received: string }

type Keyed<T> = Readonly<Record<string, Grouping<T>>>
const isList = <T>(schema: Grouping<T>): schema is readonly Grouping<T>[] => Array.isArray(schema)

/** True for objects made by `{}` or by a structured clone of one, in any realm. */
export function isPlainObject(candidate: unknown): candidate is Readonly<Record<string, unknown>> {
  if (typeof candidate !== 'object' || candidate === null) return false
  const prototype: unknown = Object.getPrototypeOf(candidate)
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

/** The scalars in the schema's order. */
export function flattenSchema<T>(schema: Grouping<T>, isScalar: IsScalar<T>): readonly T[] {
  if (isScalar(schema)) return [schema]
  const members = isList(schema) ? schema : Object.values(schema as Keyed<T>)
  return members.flatMap((member) => flattenSchema(member, isScalar))
}

/** The parts of `value` that stand where `schema` has scalars, in the schema's order. The value fits ({@link validateGrouping}). */
export function flattenValue<T>(schema: Grouping<T>, value: unknown, isScalar: IsScalar<T>): readonly unknown[] {
  if (isScalar(schema)) return [value]
  if (isList(schema)) return schema.flatMap((member, index) => flattenValue(member, (value as readonly unknown[])[index], isScalar))
  return Object.entries(schema as Keyed<T>).flatMap(([key, member]) => flattenValue(member, (value as Readonly<Record<string, unknown>>)[key], isScalar))
}

/** The schema's shape with its scalars, in order, replaced by `values`. */
export function rebuildGrouping<T>(schema: Grouping<T>, values: readonly unknown[], isScalar: IsScalar<T>): unknown {
  let next = 0
  return mapGrouping(schema, () => values[next++], isScalar)
}

/** The same shape with `change` applied to each scalar, in the schema's order. */
export function mapGrouping<T, U>(schema: Grouping<T>, change: (scalar: T) => U, isScalar: IsScalar<T>): Grouping<U> {
  if (isScalar(schema)) return change(schema)
  if (isList(schema)) return schema.map((member) => mapGrouping(member, change, isScalar))
  return Object.fromEntries(Object.entries(schema as Keyed<T>).map(([key, member]) => [key, mapGrouping(member, change, isScalar)]))
}

/**
 * Where `value` first differs from the schema in kind, length or keys; undefined where it fits. `accepts` lets a
 * value stand for a whole part (`noUpdate`, D6).
 */
export function validateGrouping<T>(
  schema: Grouping<T>, value: unknown,
  options: { readonly isScalar: IsScalar<T>; readonly accepts?: (part: unknown) => boolean; readonly path?: string },
): GroupingMismatch | undefined {
  const path = options.path ?? ''
  if (options.isScalar(schema) || options.accepts?.(value) === true) return undefined
  const members = isList(schema) ? schema.map((member, index): [string, Grouping<T>] => [`[${index}]`, member])
    : Object.entries(schema as Keyed<T>)
  if (isList(schema)) {
    if (!Array.isArray(value)) return { path, expected: `an array of ${schema.length}`, received: nameKind(value) }
    if (value.length !== schema.length) return { path, expected: `${schema.length} items`, received: `${value.length} items` }
  } else {
    if (!isPlainObject(value)) return { path, expected: `an object with ${listKeys(schema)}`, received: nameKind(value) }
    const keys = Object.keys(value)
    if (keys.length !== members.length || !members.every(([key]) => Object.hasOwn(value, key))) {
      return { path, expected: `the keys ${listKeys(schema)}`, received: `the keys ${listKeys(value)}` }
    }
  }
  for (const [key, member] of members) {
    const part: unknown = Array.isArray(value) ? value[Number(key.slice(1, -1))] : (value)[key]
    const inside = Array.isArray(value) ? `${path}${key}` : path === '' ? key : `${path}.${key}`
    const mismatch = validateGrouping(member, part, { ...options, path: inside })
    if (mismatch !== undefined) return mismatch
  }
  return undefined
}

/** A value's kind in words: `null`, `an array of 3`, `a Date`. */
export function nameKind(value: unknown): string {
  switch (typeof value) {
    case 'undefined': return 'undefined'
    case 'string': return `the string ${value.slice(0, 60)}`
    case 'symbol': return `the symbol ${value.toString().slice(0, 60)}`
    case 'function': return `the function ${value.name || 'without a name'}`
    case 'number':
    case 'boolean':
    case 'bigint': return `the ${typeof value} ${String(value)}`
    case 'object':
      if (value === null) return 'null'
      if (Array.isArray(value)) return `an array of ${value.length}`
      return isPlainObject(value) ? `an object with ${listKeys(value)}` : `a ${Object.prototype.toString.call(value).slice(8, -1)}`
  }
}

function listKeys(value: object): string {
  const keys = Object.keys(value)
  return keys.length === 0 ? 'no keys' : keys.slice(0, 8).join(', ') + (keys.length > 8 ? ', …' : '')
}
