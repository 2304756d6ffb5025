import { isWildcard } from '../dependency.ts'
import { isPlainObject, nameKind } from '../grouping.ts'

/** What ids look like, as a hint. */
export const idRule = "An id is a text without \".\" and \"{\", such as 'run', or an object for patterns, such as { type: 'row', index: 1 }."

/** What is wrong with an id, or null (A10). */
export function idProblem(id: unknown, wildcards: 'allowed' | 'refused' = 'allowed'): string | null {
  if (typeof id === 'string') {
    if (id === '') return 'an id is empty'
    const forbidden = /[.{]/u.exec(id)?.[0]
    return forbidden === undefined ? null : `the id "${id.slice(0, 60)}" has a "${forbidden}" in it`
  }
  if (!isPlainObject(id)) return `an id is a text or an object; got ${nameKind(id)}`
  const parts = Object.entries(id)
  if (parts.length === 0) return 'an id object is empty'
  const wrong = parts.find(([, part]) => !(isPart(part) || (wildcards === 'allowed' && isKnownWildcard(part))))
  if (wrong === undefined) return null
  return isKnownWildcard(wrong[1]) ? `the part "${wrong[0]}" of an id in the layout is the wildcard ${wrong[1].wildcard}; components have values there`
    : `the part "${wrong[0]}" of an id is ${nameKind(wrong[1])}; it must be a text, a number, true or false`
}

const wildcards: readonly unknown[] = ['ALL', 'MATCH', 'ALLSMALLER']
const isPart = (part: unknown): boolean => typeof part === 'string' || typeof part === 'boolean' || (typeof part === 'number' && Number.isFinite(part))
const isKnownWildcard = (part: unknown): part is { readonly wildcard: string } => isWildcard(part) && wildcards.includes(part.wildcard)
