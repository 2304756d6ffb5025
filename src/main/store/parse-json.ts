import * as v from 'valibot'

/** Text from the disk as what `schema` describes; undefined where it is damaged or absent. */
export function parseJson<T>(schema: v.GenericSchema<unknown, T>, text: string | null): T | undefined {
  if (text === null) return undefined
  let parsed: unknown
  try { parsed = JSON.parse(text) } catch { return undefined }
  const result = v.safeParse(schema, parsed)
  return result.success ? result.output : undefined
}
