import { type Component, isComponent } from '../component.ts'
import { type ComponentId, idKey, type IdKey } from '../dependency.ts'
import { signatureOf } from './pattern.ts'
import type { PageState } from './state.ts'

/** A component with an id that is on the page now. */
export interface Present { readonly id: ComponentId; readonly key: IdKey; readonly component: Component }

/** The components with ids that a page shows, so that no event walks the layout. */
export interface PageIndex {
  /** In layout order. */
  readonly byKey: ReadonlyMap<IdKey, Present>
  /** Those with object ids by the names of their keys, in layout order. */
  readonly bySignature: ReadonlyMap<string, readonly Present[]>
}
type Shown = Pick<PageState, 'descriptor' | 'overlay'>

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

/** Walks the layout with the overlay's children in it. The first of two equal ids counts. */
export function buildIndex({ descriptor, overlay }: Shown): PageIndex {
  const byKey = new Map<IdKey, Present>()
  const bySignature = new Map<string, Present[]>()
  const visit = (child: unknown): void => {
    if (Array.isArray(child)) { for (const item of child) visit(item); return }
    if (!isComponent(child)) return
    const { id, children } = child.props
    if (id === undefined) { visit(children); return }
    const key = idKey(id)
    if (byKey.has(key)) return
    const present: Present = { id, key, component: child }
    byKey.set(key, present)
    if (typeof id !== 'string') append(bySignature, signatureOf(id), present)
    const own = overlay.get(key)
    visit(own !== undefined && Object.hasOwn(own, 'children') ? own['children'] : children)
  }
  visit(descriptor.layout)
  return { byKey, bySignature }
}

function append<K, T>(map: Map<K, T[]>, key: K, item: T): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [item])
  else list.push(item)
}
