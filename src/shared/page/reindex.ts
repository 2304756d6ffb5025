import { buildIndex, findPresent, type Found, listBySignature, type PageIndex, type Present } from './page-index.ts'
import type { Overlay, PageState } from './state.ts'

/** Other children of one component: what it had, what came, and the page as it is now. */
export interface NewChildren {
  readonly parent: Present
  readonly before: { readonly children: unknown; readonly overlay: Overlay }
  readonly came: ReturnType<typeof findPresent>
  readonly page: PageState
}

/**
 * The index after a component got other children, and the components that went. Costs what came and went, and one copy
 * of the lists of pattern ids that are concerned; only where ids are there twice the whole page is walked.
 */
export function reindex(index: PageIndex, { parent, before, came: { found: came, hasDoubles }, page }: NewChildren): { readonly index: PageIndex; readonly gone: readonly Present[] } {
  const gone = findPresent(before.children, parent, before.overlay).found
  if (index.hasDoubles || hasDoubles || [...came.keys()].some((key) => index.byKey.has(key) && !gone.has(key))) {
    const built = buildIndex(page)
    return { index: built, gone: [...index.byKey.values()].filter(({ key }) => !built.byKey.has(key)) }
  }
  let byKey = index.byKey.withoutAll([...gone.keys()].filter((key) => !came.has(key)))
  for (const [key, present] of came) byKey = byKey.with(key, present)
  return { index: { byKey, bySignature: listsWith(index, { parent, gone, came }), hasDoubles: false }, gone: [...gone.values()].filter(({ key }) => !came.has(key)) }
}

function listsWith({ bySignature }: PageIndex, { parent, gone, came }: { readonly parent: Present; readonly gone: Found; readonly came: Found }): PageIndex['bySignature'] {
  const [leaving, entering] = [listBySignature(gone), listBySignature(came)]
  const signatures = new Set([...leaving.keys(), ...entering.keys()])
  if (signatures.size === 0) return bySignature
  const lists = new Map(bySignature)
  for (const signature of signatures) {
    const rest = (bySignature.get(signature) ?? []).filter(({ key }) => !gone.has(key))
    const at = firstAfter(rest, parent)
    lists.set(signature, [...rest.slice(0, at), ...entering.get(signature) ?? [], ...rest.slice(at)])
  }
  return lists
}

/** Where in a list in layout order the first comes that follows `present`; nothing of the list is in it. */
function firstAfter(list: readonly Present[], present: Present): number {
  const path = pathTo(present)
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const candidate = list[middle]
    if (candidate !== undefined && isBefore(path, pathTo(candidate))) high = middle
    else low = middle + 1
  }
  return low
}

/** Ordinals from the top of the page down to a component. */
function pathTo(present: Present): readonly number[] {
  const path: number[] = []
  for (let one: Present | null = present; one !== null; one = one.parent) path.push(one.at)
  return path.reverse()
}

function isBefore(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((ordinal, depth) => ordinal !== other[depth])
  return at < 0 ? other.length > one.length : (one[at] ?? 0) < (other[at] ?? -1)
}
