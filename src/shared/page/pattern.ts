import { type ComponentId, type IdPart, type IdPattern, isWildcard } from '../dependency.ts'

/** The values that MATCH stands for, by key. */
export type MatchParts = Readonly<Record<string, IdPart>>

/** Groups ids that a pattern could match: the names of an object id's keys, in one order; '' for text. */
export function signatureOf(id: IdPattern): string {
  return typeof id === 'string' ? '' : JSON.stringify(Object.keys(id).sort())
}

/** True where the pattern takes a list of components. */
export function takesMany(pattern: IdPattern): boolean {
  return typeof pattern !== 'string' && Object.values(pattern).some((part) => isWildcard(part) && part.wildcard !== 'MATCH')
}

/** The keys under which a pattern says MATCH, sorted. */
export function matchKeys(pattern: IdPattern): readonly string[] {
  if (typeof pattern === 'string') return []
  return Object.keys(pattern).filter((key) => { const part = pattern[key]; return isWildcard(part) && part.wildcard === 'MATCH' }).sort()
}

/** True where `id` fits the pattern for the instance `parts`; a MATCH key that `parts` lacks fits everything. */
export function fitsPattern(pattern: IdPattern, id: ComponentId, parts: MatchParts): boolean {
  if (typeof pattern === 'string' || typeof id === 'string') return pattern === id
  return Object.entries(pattern).every(([key, part]) => {
    const own = id[key]
    if (own === undefined) return false
    if (!isWildcard(part)) return part === own
    const matched = Object.hasOwn(parts, key) ? parts[key] : undefined
    if (part.wildcard === 'ALL' || matched === undefined) return true
    return part.wildcard === 'MATCH' ? own === matched : compareParts(own, matched) < 0
  }) && Object.keys(id).length === Object.keys(pattern).length
}

/** What MATCH stands for where the pattern fits `id`. */
export function partsOf(pattern: IdPattern, id: ComponentId): MatchParts {
  if (typeof id === 'string') return {}
  return Object.fromEntries(matchKeys(pattern).flatMap((key) => { const part = id[key]; return part === undefined ? [] : [[key, part]] }))
}

/** True where some component could be meant by both (for what feeds what, whatever the page holds). */
export function couldMeet(one: IdPattern, other: IdPattern): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other
  return signatureOf(one) === signatureOf(other)
    && Object.entries(one).every(([key, part]) => isWildcard(part) || isWildcard(other[key]) || part === other[key])
}

/** Order of id parts (I5): numbers and numeric strings, then booleans, then strings. Negative: `one` is first. */
export function compareParts(one: IdPart, other: IdPart): number {
  const [oneKind, otherKind] = [kindOf(one), kindOf(other)]
  if (oneKind !== otherKind) return oneKind - otherKind
  if (oneKind === 2) return one < other ? -1 : one > other ? 1 : 0
  return Number(one) - Number(other)
}

function kindOf(part: IdPart): 0 | 1 | 2 {
  if (typeof part === 'boolean') return 1
  return typeof part === 'number' || (part.trim() !== '' && Number.isFinite(Number(part))) ? 0 : 2
}
