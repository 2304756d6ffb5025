import type { Component } from '../../../../src/shared/component.ts'
import type { ComponentId, IdPart, IdPattern } from '../../../../src/shared/dependency.ts'

type Parts = Readonly<Record<string, IdPart>>

/** All ids of a tree in the order of the page, as a person would read them off; of two equal ones the first counts, with what is in it. */
export function idsOf(child: unknown, overridden: (id: ComponentId, declared: unknown) => unknown = (_, declared) => declared): readonly ComponentId[] {
  const found = new Map<string, ComponentId>()
  const read = (part: unknown): void => {
    if (Array.isArray(part)) for (const item of part) read(item)
    else if (typeof part === 'object' && part !== null && 'component' in part) {
      const { id, children } = (part as Component).props
      if (id === undefined) { read(children); return }
      if (found.has(named(id))) return
      found.set(named(id), id)
      read(overridden(id, children))
    }
  }
  read(child)
  return [...found.values()]
}

/** One name for one id, whatever the order of its parts. */
export function named(id: ComponentId): string {
  return typeof id === 'string' ? id : JSON.stringify(Object.entries(id).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The ids that a pattern means in one instance, as I5 says it: slow, plain, and by nothing of the app's own. */
export function meantBy(pattern: IdPattern, parts: Parts, ids: readonly ComponentId[]): readonly ComponentId[] {
  return ids.filter((id) => {
    if (typeof pattern === 'string' || typeof id === 'string') return pattern === id
    const keys = Object.keys(pattern)
    if (keys.length !== Object.keys(id).length || !keys.every((key) => key in id)) return false
    return keys.every((key) => {
      const [wanted, own, matched] = [pattern[key], id[key], parts[key]]
      if (typeof wanted !== 'object') return wanted === own
      if (wanted.wildcard === 'ALL') return true
      if (matched === undefined || own === undefined) return matched === undefined
      return wanted.wildcard === 'MATCH' ? own === matched : sortsBelow(own, matched)
    })
  })
}

/** The instances of a callback whose leading dependencies these are. */
export function instancesBy(leading: readonly IdPattern[], ids: readonly ComponentId[]): readonly Parts[] {
  const matched = (pattern: IdPattern): readonly string[] => typeof pattern === 'string' ? []
    : Object.entries(pattern).filter(([, part]) => typeof part === 'object' && part.wildcard === 'MATCH').map(([key]) => key)
  const instances = leading.flatMap((pattern) => meantBy(pattern, {}, ids).map((id) =>
    Object.fromEntries(matched(pattern).map((key) => [key, typeof id === 'string' ? '' : id[key] ?? '']))))
  return [...new Map(instances.map((parts) => [named(parts), parts])).values()]
}

/** Numbers and texts that are numbers, then false and true, then texts. */
function sortsBelow(one: IdPart, other: IdPart): boolean {
  const place = (part: IdPart): number => typeof part === 'boolean' ? 1 : typeof part === 'number' || /^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/iu.test(part) ? 0 : 2
  if (place(one) !== place(other)) return place(one) < place(other)
  return place(one) === 2 ? one < other : Number(one) < Number(other)
}
