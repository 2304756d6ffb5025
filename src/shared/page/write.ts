import { isComponent, walkComponents } from '../component.ts'
import { idKey, type IdKey } from '../dependency.ts'
import { filterIds } from './filter-ids.ts'
import { buildIndex, type Present } from './page-index.ts'
import type { PropChange } from './state.ts'
import { readProp, type Turn } from './turn.ts'

/** What a write came to. `delivered`: components that came with new `children`; `removed`: those that went with old ones. */
export interface Written {
  readonly changes: readonly PropChange[]
  readonly delivered: ReadonlySet<IdKey>
  readonly removed: readonly Present[]
}

/**
 * Sets props. A value for a component that the page lacks is dropped (F5). New `children` bring their components
 * with the props they declare; what earlier ones of the same id had been given is over.
 */
export function writeProps(turn: Turn, changes: readonly PropChange[]): Written {
  const written: PropChange[] = []
  const delivered = new Set<IdKey>()
  const before = turn.index
  for (const change of changes) {
    if (!turn.index.byKey.has(change.id)) continue
    written.push(change)
    const rebuilds = change.prop === 'children' && (holdsComponents(change.value) || holdsComponents(readProp(turn, change.id, 'children')))
    if (rebuilds) for (const id of deliverChildren(turn, change)) delivered.add(id)
    else setProp(turn, change)
  }
  const removed = before === turn.index ? [] : [...before.byKey.values()].filter(({ key }) => !turn.index.byKey.has(key))
  return { changes: written, delivered, removed }
}

/** Sets a prop of a component, and nothing else. */
export function setProp(turn: Turn, { id, prop, value }: PropChange): void {
  // A turn's own copy is nobody else's yet, so that one event costs one copy.
  const overlay = turn.ownOverlay ?? new Map(turn.now.overlay)
  overlay.set(id, { ...overlay.get(id), [prop]: value })
  if (turn.ownOverlay !== null) return
  turn.ownOverlay = overlay
  turn.now = { ...turn.now, overlay }
}

function deliverChildren(turn: Turn, change: PropChange): ReadonlySet<IdKey> {
  const delivered = new Set<IdKey>()
  walkComponents(change.value, ({ props }) => { if (props.id !== undefined) delivered.add(idKey(props.id)) })
  delivered.delete(change.id)
  setOverlay(turn, (id) => !delivered.has(id))
  setProp(turn, change)
  turn.index = buildIndex(turn.now)
  setOverlay(turn, (id) => turn.index.byKey.has(id))
  return delivered
}

/** Keeps what was set of these components and forgets the rest. */
function setOverlay(turn: Turn, keeps: (id: IdKey) => boolean): void {
  const { overlay, kept } = turn.now
  turn.now = { ...turn.now, overlay: filterIds(overlay, keeps), kept: filterIds(kept, keeps) }
  turn.ownOverlay = null
}

function holdsComponents(child: unknown): boolean {
  return Array.isArray(child) ? child.some(holdsComponents) : isComponent(child)
}
