/** What cannot be part of a page, and where in a value it was found. */
export interface FoundFunction { readonly path: string; readonly kind: string }

/** Looked at so many parts: tables of data that are longer are looked at when they are sent. */
const enough = 20_000

/** The first function or symbol inside of a value, at `path`; undefined where none is near its top. */
export function findFunction(value: unknown, path: string): FoundFunction | undefined {
  const seen = new Set<object>()
  const waiting: { readonly value: unknown; readonly path: string }[] = [{ value, path }]
  for (let index = 0; index < waiting.length && index < enough; index++) {
    const part = waiting[index]
    if (part === undefined) continue
    if (typeof part.value === 'function') return { path: part.path, kind: 'a function' }
    if (typeof part.value === 'symbol') return { path: part.path, kind: 'a symbol' }
    if (typeof part.value !== 'object' || part.value === null || seen.has(part.value) || ArrayBuffer.isView(part.value)) continue
    seen.add(part.value)
    if (waiting.length > enough) continue
    if (Array.isArray(part.value)) for (const [at, item] of part.value.slice(0, enough).entries()) waiting.push({ value: item, path: `${part.path}[${at}]` })
    else for (const [key, item] of Object.entries(part.value)) waiting.push({ value: item, path: `${part.path}.${key}` })
  }
  return undefined
}
