import { isPlainObject } from '../grouping.ts'

/** True for values that a script could not tell apart by looking: plain objects, arrays and dates by content, the rest by identity. */
export function equalValues(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (Array.isArray(one)) return Array.isArray(other) && one.length === other.length && one.every((item, index) => equalValues(item, other[index]))
  if (one instanceof Date) return other instanceof Date && one.getTime() === other.getTime()
  if (!isPlainObject(one) || !isPlainObject(other)) return false
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => Object.hasOwn(other, key) && equalValues(one[key], other[key]))
}
