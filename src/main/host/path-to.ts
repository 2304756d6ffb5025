import { membersByPath } from './members-by-path.ts'

/** The first part of `value` that `fits`, depth first, with its path below `name`; undefined where there is none. */
export function pathTo<T>(value: unknown, name: string, fits: (part: unknown) => part is T): { readonly part: T; readonly path: string } | undefined {
  const seen = new Set<object>()
  const look = (part: unknown, path: string): { readonly part: T; readonly path: string } | undefined => {
    if (fits(part)) return { part, path }
    if (typeof part !== 'object' || part === null || seen.has(part)) return undefined
    seen.add(part)
    for (const member of membersByPath(part, path)) {
      const found = look(member.value, member.path)
      if (found !== undefined) return found
    }
    return undefined
  }
  return look(value, name)
}
