import { type Place, refusal } from './refusal.ts'

/** More than any script writes, and few enough to look at. */
const most = 100_000

/** True for a list that can be looked at entry by entry. */
export function isList(value: unknown): value is readonly unknown[] { return Array.isArray(value) && value.length <= most }

/** A list of entries, or one entry alone, as a list. */
export function readList(place: Place, option: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return [value]
  if (value.length > most) throw refusal(place, `${option} has ${value.length} entries; the most is ${most}`, `Give ${option} fewer.`)
  return value as readonly unknown[]
}
