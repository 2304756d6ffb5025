import { append } from '../append.ts'
import { type Component, isComponent } from '../component.ts'
import { type ComponentId, idKey, type IdKey } from '../dependency.ts'
import { PersistentMap } from '../persistent-map.ts'
import { signatureOf } from './pattern.ts'
import type { Overlay, PageState } from './state.ts'

/** A component with an id that is on the page now. */
export interface Present {
  readonly id: ComponentId
  readonly key: IdKey
  /** The names of the keys of an object id. */
  readonly signature: string
  readonly component: Component
  /** The nearest component around it that has an id. */
  readonly parent: Present | null
  /** Its ordinal among those of the same parent, in layout order. */
  readonly at: number
}

/** The components with ids that a page shows, so that no event walks the layout. */
export interface PageIndex {
  readonly byKey: PersistentMap<IdKey, Present>
  /** Those with object ids by the names of their keys, in layout order. */
  readonly bySignature: ReadonlyMap<string, readonly Present[]>
  /** Some id is there more than once; the first counts. */
  readonly hasDoubles: boolean
}
type Shown = { readonly descriptor: Pick<PageState['descriptor'], 'layout'>; readonly overlay: Overlay }

/** Components in layout order. */
export type Found = ReadonlyMap<IdKey, Present>

const indexes = new WeakMap<Shown, PageIndex>()

/** The index of a state; made by a walk only where it is not remembered. */
export function indexOf(state: PageState): PageIndex {
  const known = indexes.get(state)
  if (known !== undefined) return known
  const index = buildIndex(state)
  indexes.set(state, index)
  return index
}

/** Remembers that `index` is right for `state`. */
export function rememberIndex(state: PageState, index: PageIndex): void {
  indexes.set(state, index)
}

/** Walks the layout with the overlay's children in it. The first of two equal ids counts, with what is in it. */
export function buildIndex({ descriptor, overlay }: Shown): PageIndex {
  const { found, hasDoubles } = findPresent(descriptor.layout, null, overlay)
  return { byKey: PersistentMap.of(found), bySignature: listBySignature(found), hasDoubles }
}

/** Those with object ids as an index lists them. */
export function listBySignature(found: Found): ReadonlyMap<string, readonly Present[]> {
  const lists = new Map<string, Present[]>()
  for (const present of found.values()) {
    if (typeof present.id !== 'string') append(lists, present.signature, present)
  }
  return lists
}

/** The components with ids in `child`, in layout order; `parent` is around it. */
export function findPresent(child: unknown, parent: Present | null, overlay: Overlay): { readonly found: Found; readonly hasDoubles: boolean } {
  const found = new Map<IdKey, Present>()
  let hasDoubles = false
  const visit = (part: unknown, under: { readonly parent: Present | null; next: number }): void => {
    if (Array.isArray(part)) { for (const item of part) visit(item, under); return }
    if (!isComponent(part)) return
    const { id, children } = part.props
    if (id === undefined) { visit(children, under); return }
    const key = idKey(id)
    if (found.has(key)) { hasDoubles = true; return }
    const present: Present = { id, key, signature: signatureOf(id), component: part, parent: under.parent, at: under.next }
    under.next += 1
    found.set(key, present)
    const own = overlay.get(key)
    visit(own !== undefined && Object.hasOwn(own, 'children') ? own['children'] : children, { parent: present, next: 0 })
  }
  visit(child, { parent, next: 0 })
  return { found, hasDoubles }
}
